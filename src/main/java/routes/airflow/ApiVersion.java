package routes.airflow;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The two REST APIs of Airflow, and where they differ. */
enum ApiVersion {
    /** Airflow 2.x. */
    V1("2.x", "/api/v1", "/health", "text/plain"),
    /** Airflow 3.x. */
    V2("3.x", "/api/v2", "/monitor/health", "application/x-ndjson");

    private final String series;
    private final String path;
    private final String health;
    private final String logType;

    ApiVersion(String series, String path, String health, String logType) {
        this.series = series;
        this.path = path;
        this.health = health;
        this.logType = logType;
    }

    /** The releases of Airflow that have it. */
    String series() {
        return series;
    }

    /** The address of a resource of the API. */
    URI address(AirflowConnection connection, String resource) {
        return URI.create(connection.url() + path + resource);
    }

    /** The resource that tells Airflow's health to everybody. */
    String health() {
        return health;
    }

    /** The kind of log that comes piece by piece instead of in one JSON object. */
    String logType() {
        return logType;
    }

    /** What starts a run. */
    Map<String, Object> start(String runId, Map<String, Object> conf) {
        var body = new HashMap<String, Object>();
        body.put("dag_run_id", runId);
        body.put("conf", conf);
        if (this == V2) {
            // Has to be there, and may be null: two runs of one logical date would be a conflict.
            body.put("logical_date", null);
        }
        return body;
    }

    /** Where a person sees the run. */
    String link(AirflowConnection connection, String dag, String runId) {
        var page = connection.webUrl() + "/dags/" + encoded(dag);
        return this == V1 ? page + "/grid?dag_run_id=" + encoded(runId) : page + "/runs/" + encoded(runId);
    }

    /** A name as a segment of a path, or as a value of a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
