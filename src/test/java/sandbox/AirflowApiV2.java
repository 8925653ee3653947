package sandbox;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;

/** API v2 of the stand-in of Airflow 3.x. */
final class AirflowApiV2 extends AirflowApi {

    private static final String PREFIX = "/api/v2";
    private static final String BEARER = "Bearer ";

    private final AirflowDoor door;

    AirflowApiV2(SandboxAirflow airflow, AirflowDoor door) {
        super(airflow);
        this.door = door;
    }

    AirflowReply answer(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        var method = exchange.getRequestMethod();
        if (path.equals("/auth/token") && method.equals("POST")) {
            return login(body);
        }
        if (!path.startsWith(PREFIX + "/")) {
            return elsewhere(method, path);
        }
        path = path.substring(PREFIX.length());
        if (path.equals("/monitor/health")) {
            return AirflowReply.json(200, airflow.health());
        }
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return AirflowReply.detail(401, "Not authenticated");
        }
        var token = header.substring(BEARER.length());
        var user = door.byToken(token);
        if (user == null) {
            return AirflowReply.detail(403, "Invalid JWT token");
        }
        if (door.isOver(token)) {
            return AirflowReply.detail(401, "Token Expired");
        }
        if (mayNot(user, exchange, path)) {
            return AirflowReply.detail(403, "Forbidden");
        }
        var json = body(body);
        return method.equals("POST") && path.endsWith("/dagRuns") && !json.has("logical_date")
                ? AirflowReply.unprocessable("logical_date")
                : resource(exchange, path, json);
    }

    private AirflowReply login(byte[] body) throws IOException {
        var json = body(body);
        var token =
                door.login(json.path("username").asText(), json.path("password").asText());
        return token == null
                ? AirflowReply.detail(401, "Invalid credentials")
                : AirflowReply.json(201, Map.of("access_token", token));
    }

    private static AirflowReply elsewhere(String method, String path) {
        if (path.startsWith("/api/v1")) {
            return method.equals("GET")
                    ? AirflowReply.json(404, Map.of("error", "/api/v1 has been removed in Airflow 3"))
                    : AirflowReply.detail(405, "Method Not Allowed");
        }
        return AirflowReply.page(200, "the pages of Airflow, whatever the path");
    }

    @Override
    AirflowReply notFound(String title, String detail) {
        return AirflowReply.detail(404, detail);
    }

    @Override
    AirflowReply badRequest(String detail) {
        return AirflowReply.detail(400, detail);
    }

    @Override
    AirflowReply badRunId(String runId) {
        return badRequest("The run_id provided '" + runId + "' does not match regex pattern");
    }

    @Override
    AirflowReply conflict(String dag, String runId) {
        return AirflowReply.detail(
                409, Map.of("reason", "Unique constraint violation", "statement", "hidden", "orig_error", "hidden"));
    }

    @Override
    Map<String, Object> toJson(AirflowDag dag, AirflowRun run) {
        var json = common(dag, run);
        json.put("logical_date", null);
        json.put("triggered_by", "rest_api");
        return json;
    }

    @Override
    AirflowReply log(HttpExchange exchange, String text) {
        try {
            var entry = JSON.writeValueAsString(
                    Map.of("timestamp", "2026-11-20T10:00:00Z", "event", text, "level", "info", "logger", "task"));
            return AirflowReply.text(
                    200, "application/x-ndjson", "{\"timestamp\":null,\"event\":\"::group::\"}\n" + entry + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
