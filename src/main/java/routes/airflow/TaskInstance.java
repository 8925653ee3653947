package routes.airflow;

import java.util.Comparator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A task within a run of a DAG.
 *
 * @param task id of the task
 * @param mapIndex which of a mapped task's instances, or -1
 * @param state its state, or null before it has one
 * @param tries how often it was begun
 * @param start when it began last, or null
 */
record TaskInstance(String task, int mapIndex, String state, int tries, String start) {

    /** As they began; those that never did come last. */
    static final Comparator<TaskInstance> AS_BEGUN = Comparator.comparing(
                    TaskInstance::start, Comparator.nullsLast(Comparator.<String>naturalOrder()))
            .thenComparing(TaskInstance::task)
            .thenComparing(TaskInstance::mapIndex);

    static TaskInstance of(JsonNode json) {
        return new TaskInstance(
                json.path("task_id").asText(),
                json.path("map_index").asInt(-1),
                json.path("state").asText(null),
                json.path("try_number").asInt(),
                json.path("start_date").asText(null));
    }

    /** As people call it. */
    String name() {
        return mapIndex < 0 ? task : task + "[" + mapIndex + "]";
    }
}
