package sandbox;

import java.time.Instant;
import java.util.Map;

/** A run of a DAG in the stand-in of Airflow. Safe for concurrent use. */
public final class AirflowRun {

    private final AirflowDag dag;
    private final String id;
    private final Map<String, Object> conf;
    private Instant start;
    private Instant end;
    private String endState;

    AirflowRun(AirflowDag dag, String id, Map<String, Object> conf) {
        this.dag = dag;
        this.id = id;
        this.conf = conf;
    }

    public String id() {
        return id;
    }

    public Map<String, Object> conf() {
        return conf;
    }

    /** queued, running, success or failed, as of now. */
    public synchronized String state() {
        var now = Instant.now();
        if (endState == null && start == null && dag.begins()) {
            start = now;
        }
        if (endState == null && start != null && !now.isBefore(start.plus(dag.duration()))) {
            end(dag.failedTask() == null ? "success" : "failed");
        }
        return endState != null ? endState : start != null ? "running" : "queued";
    }

    /** Ends it, or changes how it ended. */
    public synchronized void end(String state) {
        endState = state;
        end = Instant.now();
    }

    synchronized String start() {
        return start == null ? null : start.toString();
    }

    synchronized String end() {
        return end == null ? null : end.toString();
    }
}
