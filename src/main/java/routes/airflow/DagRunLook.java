package routes.airflow;

import static routes.airflow.ApiVersion.encoded;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/**
 * Looks for many runs at once: lists what has not ended, page by page, and asks one by one only for what is not among that. A few
 * are asked one by one anyway.
 */
final class DagRunLook {

    private static final int FEW = 5;
    private static final int MOST_NAMES = 5;

    private final AirflowClient client;
    private final DagRuns runs;
    /** By DAG: why its queued runs do not begin, or null. */
    private final Map<String, String> obstacles = new HashMap<>();

    DagRunLook(AirflowClient client) {
        this.client = client;
        this.runs = new DagRuns(client);
    }

    Map<String, Sighting> look(Collection<Task<DagRunRequest>> tasks) throws IOException, InterruptedException {
        var unfinished = tasks.size() <= FEW ? Map.<String, DagRun>of() : unfinished(tasks);
        var seen = new HashMap<String, Sighting>();
        for (var task : tasks) {
            try {
                var run = unfinished.get(name(task.request().dag(), task.externalId()));
                seen.put(task.externalId(), run == null ? lookFor(task) : sighting(run));
            } catch (InvalidInputException e) {
                // One DAG that we may not see must not hide the others.
                seen.put(task.externalId(), new Sighting.Underway(e.getMessage()));
            }
        }
        return seen;
    }

    private Map<String, DagRun> unfinished(Collection<Task<DagRunRequest>> tasks)
            throws IOException, InterruptedException {
        var dags = new TreeSet<String>();
        tasks.forEach(task -> dags.add(task.request().dag()));
        return runs.unfinished(dags).stream()
                .collect(Collectors.toMap(run -> name(run.dag(), run.id()), run -> run, (one, same) -> same));
    }

    private static String name(String dag, String runId) {
        return dag + "\0" + runId;
    }

    private Sighting lookFor(Task<DagRunRequest> task) throws IOException, InterruptedException {
        var run = runs.find(task.request().dag(), task.externalId());
        if (run.isPresent()) {
            return sighting(run.get());
        }
        return task.handle() == null
                ? Sighting.Underway.WELL
                : Sighting.Failed.forGood(client.connection() + " does not have run " + task.externalId() + " of DAG "
                        + task.request().dag() + " any more: somebody has deleted it");
    }

    private Sighting sighting(DagRun run) throws IOException, InterruptedException {
        return switch (run.state()) {
            case "success" -> new Sighting.Succeeded(result(run));
            case "failed" -> Sighting.Failed.forGood(failure(run));
            case "queued" -> new Sighting.Underway(obstacle(run.dag()));
            default -> Sighting.Underway.WELL;
        };
    }

    private Map<String, Object> result(DagRun run) throws IOException, InterruptedException {
        var result = new LinkedHashMap<String, Object>();
        result.put("dag", run.dag());
        result.put("runId", run.id());
        result.put("start", run.start());
        result.put("end", run.end());
        result.put("link", link(run));
        return result;
    }

    private String failure(DagRun run) throws IOException, InterruptedException {
        var failed = runs.tasks(run.dag(), run.id(), "failed");
        var names = failed.stream().limit(MOST_NAMES).map(TaskInstance::name).collect(Collectors.joining(", "));
        var where = failed.isEmpty()
                ? " although none of its tasks did: it was marked so, or took longer than it may"
                : " in " + names + (failed.size() > MOST_NAMES ? " and " + (failed.size() - MOST_NAMES) + " more" : "");
        return "run " + run.id() + " of DAG " + run.dag() + " failed" + where + ": see " + link(run);
    }

    private String link(DagRun run) throws IOException, InterruptedException {
        return client.known().link(client.connection(), run.dag(), run.id());
    }

    private String obstacle(String dag) throws IOException, InterruptedException {
        if (!obstacles.containsKey(dag)) {
            obstacles.put(dag, findObstacle(dag));
        }
        return obstacles.get(dag);
    }

    private String findObstacle(String dag) throws IOException, InterruptedException {
        var answer = client.ask(Call.get("/dags/" + encoded(dag), "look at DAG " + dag));
        var found = answer.body();
        if (answer.status() == 404) {
            return "DAG " + dag + " is gone: see that its file is there and can be imported";
        }
        if (found.path("is_paused").asBoolean()) {
            return "DAG " + dag + " is paused: unpause it";
        }
        if (found.path("has_import_errors").asBoolean()) {
            return "DAG " + dag + " has import errors: mend its file";
        }
        return schedulerIsWell() ? null : client.connection() + " has no healthy scheduler: see that it runs";
    }

    private boolean schedulerIsWell() throws IOException, InterruptedException {
        return client.health().path("scheduler").path("status").asText().equals("healthy");
    }
}
