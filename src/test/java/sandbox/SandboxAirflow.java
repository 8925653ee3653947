package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A stand-in for Airflow: it speaks the REST API of 2.x or of 3.x as far as runs of DAGs go, answers as the real one does, and
 * misbehaves when told to. Its runs do nothing but take their time. Its methods may be called from any thread.
 */
public final class SandboxAirflow implements AutoCloseable {

    /** A user who may start runs. */
    public static final String USER = "sluice";

    /** A user who may only look. */
    public static final String READER = "reader";

    /** The password of both. */
    public static final String PASSWORD = "sandbox-airflow-password";

    /** Which Airflow it is. */
    public enum Version {
        /** Airflow 2.x: API v1, user and password. */
        TWO,
        /** Airflow 3.x: API v2, tokens. */
        THREE
    }

    private final int port;
    private final Map<String, AirflowDag> dags = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<AirflowTrouble> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AirflowDoor door = new AirflowDoor();
    private Predicate<HttpExchange> troubled = exchange -> true;
    private volatile Version version;
    private volatile boolean schedulerIsWell = true;
    private HttpServer server;
    private ExecutorService threads;

    private SandboxAirflow(int port, Version version) {
        this.port = port;
        this.version = version;
    }

    /** Starts a stand-in of this version on some free port. */
    public static SandboxAirflow started(Version version) {
        var airflow = new SandboxAirflow(Ports.free(), version);
        AtExit.close(airflow);
        airflow.start();
        return airflow;
    }

    /** Starts it if it is stopped. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the stand-in of Airflow on port " + port, e);
        }
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** Stops it: connections are refused, its runs are kept and go on. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A DAG of it; a new one if there is none of this name, whose runs end well at once. */
    public AirflowDag dag(String id) {
        return dags.computeIfAbsent(id, AirflowDag::new);
    }

    /** Makes it another version. */
    public void become(Version other) {
        version = other;
    }

    /** Whether its scheduler is alive; without one nothing is told but that. */
    public void schedulerIsWell(boolean isWell) {
        schedulerIsWell = isWell;
    }

    /** Lets the tokens that were given run out: 401 with 3.x. */
    public void endLogins() {
        door.endLogins();
    }

    /** Forgets the key by which tokens were signed, as 3.x does at each start without a configured one: 403. */
    public void changeKey() {
        door.changeKey();
    }

    /** Treats the next requests so, in this order; what else comes is answered as it should be. */
    public void trouble(AirflowTrouble... next) {
        trouble(exchange -> true, next);
    }

    /** Treats the next starts of runs so. */
    public void troubleAtStart(AirflowTrouble... next) {
        trouble(
                exchange -> exchange.getRequestMethod().equals("POST")
                        && exchange.getRequestURI().getPath().endsWith("/dagRuns"),
                next);
    }

    /** Treats the next requests whose path holds this so. */
    public void troubleAt(String path, AirflowTrouble... next) {
        trouble(exchange -> exchange.getRequestURI().getPath().contains(path), next);
    }

    private synchronized void trouble(Predicate<HttpExchange> requests, AirflowTrouble... next) {
        troubles.clear();
        troubled = requests;
        troubles.addAll(List.of(next));
    }

    /** Whether there is a trouble that no request has met yet. */
    public synchronized boolean isTroubled() {
        return !troubles.isEmpty();
    }

    /** How many requests have come. */
    public int requests() {
        return requests.get();
    }

    Map<String, AirflowDag> dags() {
        return dags;
    }

    Map<String, Object> health() {
        var scheduler = Map.of("status", schedulerIsWell ? "healthy" : "unhealthy");
        return Map.of("metadatabase", Map.of("status", "healthy"), "scheduler", scheduler);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            var body = exchange.getRequestBody().readAllBytes();
            switch (nextTrouble(exchange)) {
                case NONE -> send(exchange, answer(exchange, body));
                case BROKEN -> send(exchange, AirflowReply.page(500, "Something bad has happened."));
                case AWAY -> send(exchange, AirflowReply.page(503, "no backend"));
                case BUSY -> send(exchange, AirflowReply.page(429, "slow down"));
                case NO_WAY -> send(exchange, AirflowReply.page(404, "404 page not found"));
                case HANGS -> pause(60_000);
                case TRICKLES -> trickle(exchange);
                case HALF_AN_ANSWER -> sendHalf(exchange, answer(exchange, body));
                case HANGS_UP -> answer(exchange, body);
            }
        }
    }

    private synchronized AirflowTrouble nextTrouble(HttpExchange exchange) {
        var trouble = troubled.test(exchange) ? troubles.poll() : null;
        return trouble == null ? AirflowTrouble.NONE : trouble;
    }

    private AirflowReply answer(HttpExchange exchange, byte[] body) throws IOException {
        return version == Version.TWO
                ? new AirflowApiV1(this, door).answer(exchange, body)
                : new AirflowApiV2(this, door).answer(exchange, body);
    }

    private static void send(HttpExchange exchange, AirflowReply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }

    private static void sendHalf(HttpExchange exchange, AirflowReply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
        exchange.getResponseBody().flush();
    }

    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (var i = 0; i < 600; i++) {
            exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            pause(100);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException("the stand-in is stopped", e);
        }
    }

    @Override
    public void close() {
        AtExit.forget(this);
        stop();
    }

    @Override
    public String toString() {
        return "stand-in of Airflow on port " + port;
    }
}
