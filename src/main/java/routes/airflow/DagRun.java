package routes.airflow;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run of a DAG, as Airflow tells of it.
 *
 * @param dag id of its DAG
 * @param id its id
 * @param state queued, running, success or failed
 * @param conf what it was given
 * @param start when it began, or null
 * @param end when it ended, or null
 */
record DagRun(String dag, String id, String state, JsonNode conf, String start, String end) {

    static DagRun of(JsonNode json) {
        return new DagRun(
                json.path("dag_id").asText(),
                json.path("dag_run_id").asText(),
                json.path("state").asText(),
                json.path("conf"),
                json.path("start_date").asText(null),
                json.path("end_date").asText(null));
    }

    boolean ended() {
        return state.equals("success") || state.equals("failed");
    }

    boolean queued() {
        return state.equals("queued");
    }
}
