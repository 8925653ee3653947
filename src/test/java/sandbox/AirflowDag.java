package sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A DAG in the stand-in of Airflow: how long its runs take, how they end, and which there were. It may be changed at any time.
 * Safe for concurrent use.
 */
public final class AirflowDag {

    private final String id;
    private final Map<String, AirflowRun> runs = new ConcurrentHashMap<>();
    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final List<String> tasks = new CopyOnWriteArrayList<>(List.of("tell"));
    private final List<String> integers = new CopyOnWriteArrayList<>();
    private volatile Duration duration = Duration.ZERO;
    private volatile String failedTask;
    private volatile boolean paused;
    private volatile boolean stuck;
    private volatile boolean importErrors;
    private volatile int mapped;
    private volatile int retried = -1;

    AirflowDag(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** How long its runs take from their beginning. */
    public AirflowDag takes(Duration time) {
        duration = time;
        return this;
    }

    /** Its runs fail in this task, which comes between a first that does well and a last that is not reached. */
    public AirflowDag fails(String task) {
        failedTask = task;
        tasks.clear();
        tasks.addAll(List.of("tell", task, "after"));
        return this;
    }

    /** Its runs end well again. */
    public AirflowDag succeeds() {
        failedTask = null;
        tasks.clear();
        tasks.add("tell");
        return this;
    }

    /** Its one task is mapped to so many instances, of which one (or none, -1) needs a second try. */
    public AirflowDag mapped(String task, int instances, int secondTry) {
        mapped = instances;
        retried = secondTry;
        tasks.clear();
        tasks.add(task);
        return this;
    }

    /** Its runs stay queued for as long as it is paused. */
    public AirflowDag paused(boolean isPaused) {
        paused = isPaused;
        return this;
    }

    /** Its runs stay queued without a reason. */
    public AirflowDag stuck(boolean isStuck) {
        stuck = isStuck;
        return this;
    }

    /** Marks a run as failed, as a person may. */
    public void failsInNoTask(String runId) {
        tasks.clear();
        run(runId).ifPresent(run -> run.end("failed"));
    }

    /** Its file cannot be imported any more. */
    public AirflowDag importErrors(boolean has) {
        importErrors = has;
        return this;
    }

    /** Runs need a whole number under this name in their conf, if they have it. */
    public AirflowDag demandsInteger(String param) {
        integers.add(param);
        return this;
    }

    /** Ids of the runs that were started, each as often as it was. */
    public List<String> starts() {
        return List.copyOf(starts);
    }

    /** A run that is there. */
    public Optional<AirflowRun> run(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    /** Deletes a run, as a person may. */
    public void delete(String runId) {
        runs.remove(runId);
    }

    List<AirflowRun> runs() {
        return List.copyOf(runs.values());
    }

    /** Starts a run; null if there is one of this id. */
    AirflowRun start(String runId, Map<String, Object> conf) {
        var run = new AirflowRun(this, runId, conf);
        if (runs.putIfAbsent(runId, run) != null) {
            return null;
        }
        starts.add(runId);
        return run;
    }

    /** The value that its parameters do not allow; null if all is well. */
    String wrong(Map<String, Object> conf) {
        return integers.stream()
                .filter(param -> conf.containsKey(param) && !(conf.get(param) instanceof Integer))
                .map(param -> "Invalid input for param " + param + ": '" + conf.get(param)
                        + "' is not of type 'integer'\n\nFailed validating 'type' in schema:\n    {'type': 'integer'}")
                .findFirst()
                .orElse(null);
    }

    /** The tasks of a run, as both versions of the API tell of them. */
    List<Map<String, Object>> tasks(AirflowRun run) {
        var all = new ArrayList<Map<String, Object>>();
        var state = run.state();
        for (var task : tasks) {
            var skipped = failedTask != null && tasks.indexOf(task) > tasks.indexOf(failedTask);
            for (var index = mapped == 0 ? -1 : 0; index < Math.max(mapped, 0); index++) {
                var json = new LinkedHashMap<String, Object>();
                json.put("task_id", task);
                json.put("map_index", index);
                json.put("state", skipped ? "upstream_failed" : taskState(task, state));
                json.put("try_number", skipped ? 0 : tries(index));
                json.put("start_date", skipped ? null : run.start());
                all.add(json);
            }
        }
        return all;
    }

    int tries(int index) {
        return index >= 0 && index == retried ? 2 : 1;
    }

    private String taskState(String task, String state) {
        return state.equals("failed") && failedTask != null && !task.equals(failedTask) ? "success" : state;
    }

    Duration duration() {
        return duration;
    }

    String failedTask() {
        return failedTask;
    }

    boolean begins() {
        return !paused && !stuck;
    }

    boolean isPaused() {
        return paused;
    }

    boolean hasImportErrors() {
        return importErrors;
    }
}
