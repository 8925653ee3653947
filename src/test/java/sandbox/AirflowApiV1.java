package sandbox;

import java.io.IOException;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

/** API v1 of the stand-in of Airflow 2.x. */
final class AirflowApiV1 extends AirflowApi {

    private static final String PREFIX = "/api/v1";

    AirflowApiV1(SandboxAirflow airflow, AirflowDoor door) {
        super(airflow);
    }

    AirflowReply answer(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith(PREFIX + "/")) {
            return AirflowReply.page(404, "Airflow 404 = lots of circles");
        }
        path = path.substring(PREFIX.length());
        if (path.equals("/health")) {
            return AirflowReply.json(200, airflow.health());
        }
        var user = AirflowDoor.byPassword(exchange.getRequestHeaders().getFirst("Authorization"));
        if (user == null) {
            return AirflowReply.problem(401, "Unauthorized", null);
        }
        return mayNot(user, exchange, path)
                ? AirflowReply.problem(403, "Forbidden", null)
                : resource(exchange, path, body(body));
    }

    @Override
    AirflowReply notFound(String title, String detail) {
        return AirflowReply.problem(404, title, detail);
    }

    @Override
    AirflowReply badRequest(String detail) {
        return AirflowReply.problem(400, "Bad Request", detail);
    }

    /** The real one has no answer to it. */
    @Override
    AirflowReply badRunId(String runId) {
        return AirflowReply.page(500, "Something bad has happened.");
    }

    @Override
    AirflowReply conflict(String dag, String runId) {
        return AirflowReply.problem(
                409, "Conflict", "DAGRun with DAG ID: '" + dag + "' and DAGRun ID: '" + runId + "' already exists");
    }

    @Override
    Map<String, Object> toJson(AirflowDag dag, AirflowRun run) {
        var json = common(dag, run);
        json.put("external_trigger", true);
        return json;
    }

    @Override
    AirflowReply log(HttpExchange exchange, String text) {
        return "text/plain".equals(exchange.getRequestHeaders().getFirst("Accept"))
                ? AirflowReply.text(200, "text/plain", "vm\n[2026-11-20] {tell.py:1} INFO - " + text + "\n")
                : AirflowReply.json(200, Map.of("content", text));
    }
}
