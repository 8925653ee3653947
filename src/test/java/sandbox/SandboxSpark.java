package sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * A stand-in for a master of Spark standalone and its only worker: submission server, pages of the master and pages of the worker
 * on one port. It keeps thousands of drivers without a thread. Its methods may be called from any thread.
 */
public final class SandboxSpark extends StandInServer {

    private static final String WORKER = "worker-20261120090000-127.0.0.1-7078";
    private static final String SUBMISSIONS = "/v1/submissions/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final List<String> REQUIRED = List.of(
            "clientSparkVersion", "appResource", "mainClass", "appArgs", "environmentVariables", "sparkProperties");

    private final Map<String, SandboxDriver> drivers = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile String status = "ALIVE";
    private volatile boolean full;
    private volatile Duration usual = Duration.ofMillis(200);

    private SandboxSpark() {
        super("Spark", false);
    }

    /** Starts a stand-in on some free port. */
    public static SandboxSpark started() {
        var spark = new SandboxSpark();
        AtExit.close(spark);
        spark.start();
        return spark;
    }

    /** Its address, for submissions as well as for pages. */
    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    /** How long drivers take that are not slow. */
    public void take(Duration time) {
        usual = time;
    }

    /** Whether the worker has no room, so that drivers wait. */
    public void full(boolean yes) {
        full = yes;
        if (!yes) {
            drivers.values().forEach(driver -> driver.run(usual));
        }
    }

    /** State of the master: {@code ALIVE}, {@code STANDBY} or {@code RECOVERING}. */
    public void be(String state) {
        status = state;
    }

    /** Loses all drivers, as a master does that is started anew without recovery. */
    public void forget() {
        drivers.clear();
    }

    /** Ids of the drivers that it knows, the oldest first. */
    public List<String> drivers() {
        return List.copyOf(drivers.keySet());
    }

    /** Whether a driver was killed. */
    public boolean killed(String driver) {
        return drivers.get(driver).state().equals("KILLED");
    }

    /** How many go on. */
    public long running() {
        return drivers.values().stream().filter(SandboxDriver::goesOn).count();
    }

    /** What was asked for when a driver was submitted. */
    public JsonNode request(String driver) {
        return drivers.get(driver).request();
    }

    /** Lets a driver end so, with an exception or null. */
    public void end(String driver, String state, String exception) {
        drivers.get(driver).end(state, exception);
    }

    /** Lets all end well. */
    public void endAll() {
        drivers.values().forEach(driver -> driver.end("FINISHED", null));
    }

    /** Forgets everything. */
    public void reset() {
        forgetFaults();
        drivers.clear();
        status = "ALIVE";
        full = false;
        usual = Duration.ofMillis(200);
    }

    @Override
    Reply answer(String method, String path, Map<String, String> query, HttpExchange exchange, byte[] body)
            throws IOException {
        var request = method + " " + path;
        if (request.equals("POST " + SUBMISSIONS + "create")) {
            return create(body);
        }
        if (request.startsWith("GET " + SUBMISSIONS + "status/")) {
            return status(path.substring((SUBMISSIONS + "status/").length()));
        }
        if (request.startsWith("POST " + SUBMISSIONS + "kill/")) {
            return kill(path.substring((SUBMISSIONS + "kill/").length()));
        }
        return switch (request) {
            case "GET /json/" -> Reply.json(200, pages());
            case "GET /worker/log/" -> log(query);
            default ->
                Reply.json(
                        468,
                        error("Unknown protocol version. Please submit requests through"
                                        + " http://[host]:[port]/v1/submissions/...")
                                .put("highestProtocolVersion", "v1"));
        };
    }

    private static ObjectNode error(String message) {
        return JSON.createObjectNode()
                .put("action", "ErrorResponse")
                .put("message", message)
                .put("serverSparkVersion", "4.1.1");
    }

    private static ObjectNode response(String action, boolean success) {
        return JSON.createObjectNode()
                .put("action", action)
                .put("serverSparkVersion", "4.1.1")
                .put("success", success);
    }

    private String notAlive(String what) {
        return "Current state is not alive: " + status + ". Can only " + what + " in ALIVE state.";
    }

    private Reply create(byte[] body) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Reply.json(400, error("Malformed request: " + e.getOriginalMessage()));
        }
        for (var field : REQUIRED) {
            if (!request.has(field)) {
                // As Spark 3 does, which wants more than Spark 4.
                return Reply.json(
                        400,
                        error("Malformed request: SubmitRestProtocolException: Validation of message"
                                + " CreateSubmissionRequest failed!\n\torg.apache.spark.deploy.rest.Nowhere"));
            }
        }
        if (!status.equals("ALIVE")) {
            return Reply.json(
                    200,
                    response("CreateSubmissionResponse", false).put("message", notAlive("accept driver submissions")));
        }
        var id = "driver-" + LocalDateTime.now().format(ID) + "-" + String.format("%04d", count.getAndIncrement());
        var driver = new SandboxDriver(id, request);
        drivers.put(id, driver);
        if (!full) {
            driver.run(usual);
        }
        return Reply.json(
                200,
                response("CreateSubmissionResponse", true)
                        .put("message", "Driver successfully submitted as " + id)
                        .put("submissionId", id));
    }

    private Reply status(String id) {
        var driver = drivers.get(id);
        if (!status.equals("ALIVE")) {
            return Reply.json(
                    200,
                    response("SubmissionStatusResponse", false)
                            .put(
                                    "message",
                                    "Exception from the cluster:\njava.lang.Exception: "
                                            + notAlive("request driver status")));
        }
        return Reply.json(
                200,
                driver == null
                        ? response("SubmissionStatusResponse", false).put("submissionId", id)
                        : driver.status(WORKER));
    }

    private Reply kill(String id) {
        if (!status.equals("ALIVE")) {
            return Reply.json(200, response("KillSubmissionResponse", false).put("message", notAlive("kill drivers")));
        }
        var driver = drivers.get(id);
        if (driver == null || !driver.goesOn()) {
            return Reply.json(
                    200,
                    response("KillSubmissionResponse", false)
                            .put("message", "Driver " + id + " has already finished or does not exist"));
        }
        driver.end("KILLED", null);
        return Reply.json(200, response("KillSubmissionResponse", true).put("submissionId", id));
    }

    private ObjectNode pages() {
        var pages = JSON.createObjectNode().put("url", "spark://localhost:7077").put("status", status);
        pages.putArray("workers")
                .addObject()
                .put("id", WORKER)
                .put("state", "ALIVE")
                .put("webuiaddress", url() + "/worker");
        var active = pages.putArray("activedrivers");
        var completed = pages.putArray("completeddrivers");
        drivers.values().forEach(driver -> (driver.goesOn() ? active : completed).add(driver.entry(WORKER)));
        return pages;
    }

    private Reply log(Map<String, String> query) {
        var driver = drivers.get(query.get("driverId"));
        var type = query.get("logType");
        var text = driver == null
                ? null
                : driver.log(type, Integer.parseInt(query.get("offset")), Integer.parseInt(query.get("byteLength")));
        var shown =
                text == null ? "==== Bytes 0-0 of 0 of /work/" + type + " ====\nError: invalid log directory" : text;
        return Reply.stream("text/plain;charset=utf-8", shown.getBytes(StandardCharsets.UTF_8));
    }
}
