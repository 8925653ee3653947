package sandbox;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/** What both versions of Airflow's API have in common, answered by the stand-in. */
abstract class AirflowApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern DAG = Pattern.compile("/dags/([^/]+)(/.*)?");
    private static final Pattern RUN = Pattern.compile("/dagRuns/([^/]+)(/.*)?");
    private static final Pattern LOG = Pattern.compile("/taskInstances/([^/]+)/logs/(\\d+)");
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9_.~:+-]+");
    private static final int LARGEST_PAGE = 100;

    final SandboxAirflow airflow;

    AirflowApi(SandboxAirflow airflow) {
        this.airflow = airflow;
    }

    abstract AirflowReply notFound(String title, String detail);

    abstract AirflowReply badRequest(String detail);

    abstract AirflowReply badRunId(String runId);

    abstract AirflowReply conflict(String dag, String runId);

    abstract Map<String, Object> toJson(AirflowDag dag, AirflowRun run);

    abstract AirflowReply log(HttpExchange exchange, String text);

    /** A resource, once the user is known and may ask for it. */
    AirflowReply resource(HttpExchange exchange, String path, JsonNode body) throws IOException {
        var method = exchange.getRequestMethod();
        if (path.equals("/importErrors")) {
            var files = airflow.dags().values().stream()
                    .filter(AirflowDag::hasImportErrors)
                    .map(dag -> Map.of("filename", "/dags/" + dag.id() + ".py"))
                    .toList();
            return AirflowReply.json(200, Map.of("import_errors", files, "total_entries", files.size()));
        }
        if (path.equals("/dags")) {
            var ids = airflow.dags().keySet().stream()
                    .map(id -> Map.of("dag_id", id))
                    .toList();
            return AirflowReply.json(200, Map.of("dags", ids, "total_entries", ids.size()));
        }
        if (path.equals("/dags/~/dagRuns/list") && method.equals("POST")) {
            return list(body);
        }
        var found = DAG.matcher(path);
        if (!found.matches()) {
            return notFound("Not Found", "The requested URL was not found on the server.");
        }
        var id = decoded(found.group(1));
        var dag = airflow.dags().get(id);
        if (dag == null || dag.hasImportErrors() && dag.runs().isEmpty()) {
            return notFound("DAG not found", "DAG with dag_id: '" + id + "' not found");
        }
        var rest = found.group(2) == null ? "" : found.group(2);
        if (rest.equals("/dagRuns") && method.equals("POST")) {
            return start(dag, body);
        }
        return rest.isEmpty() ? dag(method, dag, body) : run(exchange, dag, rest, body);
    }

    private AirflowReply dag(String method, AirflowDag dag, JsonNode body) {
        if (method.equals("PATCH")) {
            dag.paused(body.path("is_paused").asBoolean());
        }
        return AirflowReply.json(
                200,
                Map.of("dag_id", dag.id(), "is_paused", dag.isPaused(), "has_import_errors", dag.hasImportErrors()));
    }

    private AirflowReply start(AirflowDag dag, JsonNode body) throws JsonProcessingException {
        var runId = body.path("dag_run_id").asText();
        var conf = conf(body);
        if (!RUN_ID.matcher(runId).matches()) {
            return badRunId(runId);
        }
        if (dag.hasImportErrors()) {
            return badRequest("DAG with dag_id: '" + dag.id() + "' has import errors and cannot be triggered");
        }
        if (dag.wrong(conf) != null) {
            return badRequest(dag.wrong(conf));
        }
        var run = dag.start(runId, conf);
        return run == null ? conflict(dag.id(), runId) : AirflowReply.json(200, toJson(dag, run));
    }

    private static Map<String, Object> conf(JsonNode body) throws JsonProcessingException {
        return JSON.readerForMapOf(Object.class).readValue(JSON.writeValueAsString(body.path("conf")));
    }

    private AirflowReply list(JsonNode filter) throws IOException {
        List<String> dags = JSON.readerForListOf(String.class).readValue(filter.path("dag_ids"));
        List<String> states = JSON.readerForListOf(String.class).readValue(filter.path("states"));
        var all = airflow.dags().values().stream()
                .filter(dag -> dags.contains(dag.id()))
                .flatMap(dag -> dag.runs().stream()
                        .filter(run -> states.contains(run.state()))
                        .map(run -> toJson(dag, run)))
                .sorted(Comparator.comparing(run -> String.valueOf(run.get("dag_run_id"))))
                .toList();
        var page = all.stream()
                .skip(filter.path("page_offset").asInt())
                .limit(Math.min(LARGEST_PAGE, filter.path("page_limit").asInt(LARGEST_PAGE)))
                .toList();
        return AirflowReply.json(200, Map.of("dag_runs", page, "total_entries", all.size()));
    }

    private AirflowReply run(HttpExchange exchange, AirflowDag dag, String path, JsonNode body) {
        var found = RUN.matcher(path);
        var run = found.matches() ? dag.run(decoded(found.group(1))).orElse(null) : null;
        if (run == null) {
            return notFound("DAGRun not found", "The DagRun with dag_id: `" + dag.id() + "` was not found");
        }
        var rest = found.group(2) == null ? "" : found.group(2);
        if (rest.startsWith("/taskInstances")) {
            return tasks(exchange, dag, run, rest);
        }
        if (exchange.getRequestMethod().equals("PATCH")) {
            run.end(body.path("state").asText());
        }
        return AirflowReply.json(200, toJson(dag, run));
    }

    private AirflowReply tasks(HttpExchange exchange, AirflowDag dag, AirflowRun run, String path) {
        var query = query(exchange);
        var log = LOG.matcher(path);
        if (log.matches()) {
            var index = Integer.parseInt(query.getOrDefault("map_index", "-1"));
            return log(exchange, "number " + index + ", try " + log.group(2) + ", conf " + run.conf());
        }
        var all = dag.tasks(run).stream()
                .filter(task ->
                        !query.containsKey("state") || query.get("state").equals(task.get("state")))
                .toList();
        var page = all.stream()
                .skip(Integer.parseInt(query.getOrDefault("offset", "0")))
                .limit(Math.min(LARGEST_PAGE, Integer.parseInt(query.getOrDefault("limit", "100"))))
                .toList();
        return AirflowReply.json(200, Map.of("task_instances", page, "total_entries", all.size()));
    }

    /** What both versions tell of a run. */
    static Map<String, Object> common(AirflowDag dag, AirflowRun run) {
        var json = new LinkedHashMap<String, Object>();
        json.put("dag_id", dag.id());
        json.put("dag_run_id", run.id());
        json.put("state", run.state());
        json.put("conf", run.conf());
        json.put("start_date", run.start());
        json.put("end_date", run.end());
        json.put("run_type", "manual");
        json.put("note", null);
        return json;
    }

    static JsonNode body(byte[] bytes) throws IOException {
        return JSON.readTree(bytes.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : bytes);
    }

    /** A viewer looks, and does not touch. */
    static boolean mayNot(String user, HttpExchange exchange, String path) {
        return user.equals(SandboxAirflow.READER)
                && !exchange.getRequestMethod().equals("GET")
                && !path.endsWith("/list");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        Stream.of(raw == null ? new String[0] : raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], decoded(pair[1])));
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
