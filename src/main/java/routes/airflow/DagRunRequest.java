package routes.airflow;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;

/**
 * A run of a DAG that is wanted.
 *
 * @param connection name of the Airflow server
 * @param dag id of the DAG
 * @param conf what the DAG finds in its run's {@code conf}, as it becomes JSON
 * @param unpause whether the DAG is unpaused if it is paused
 */
record DagRunRequest(String connection, String dag, Map<String, Object> conf, boolean unpause) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    DagRunRequest {
        if (connection == null || connection.isBlank()) {
            throw new InvalidInputException("the name of the Airflow connection is missing");
        }
        if (dag == null || dag.isBlank()) {
            throw new InvalidInputException("the id of the DAG is missing");
        }
        conf = conf == null ? Map.of() : conf;
    }

    /**
     * Reads a table: {@code name=text}, or {@code name:=JSON} for what is no text. So a text that looks like a number stays what it
     * is, wherever it comes from.
     */
    static Map<String, Object> conf(Map<String, String> table) {
        var conf = new LinkedHashMap<String, Object>();
        table.forEach((name, value) -> {
            if (name.endsWith(":")) {
                conf.put(name.substring(0, name.length() - 1).strip(), value(name, value));
            } else {
                conf.put(name, value);
            }
        });
        return conf;
    }

    private static Object value(String name, String json) {
        try {
            return json == null || json.isBlank() ? null : JSON.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    "conf has " + name + "=" + json + ", which is no JSON: write NAME=VALUE for a text");
        }
    }
}
