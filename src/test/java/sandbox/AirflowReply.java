package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the stand-in of Airflow answers. */
record AirflowReply(int status, String type, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static AirflowReply json(int status, Object body) {
        return new AirflowReply(status, "application/json", bytes(body));
    }

    static AirflowReply page(int status, String text) {
        return text(status, "text/html; charset=utf-8", "<html><pre>" + text + "</pre></html>");
    }

    static AirflowReply text(int status, String type, String text) {
        return new AirflowReply(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A problem as RFC 7807 has it and API v1 tells it; the detail may be null. */
    static AirflowReply problem(int status, String title, String detail) {
        var problem = new HashMap<String, Object>();
        problem.put("status", status);
        problem.put("title", title);
        problem.put("detail", detail);
        problem.put("type", "https://airflow.apache.org/docs/apache-airflow/stable-rest-api-ref.html#section/Errors");
        return new AirflowReply(status, "application/problem+json", bytes(problem));
    }

    /** A problem as API v2 tells it: its detail may be a text, an object or a list. */
    static AirflowReply detail(int status, Object detail) {
        return json(status, Map.of("detail", detail));
    }

    static AirflowReply unprocessable(String field) {
        return detail(422, List.of(Map.of("type", "missing", "loc", List.of("body", field), "msg", "Field required")));
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
