package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A webhook for tests: keeps the bodies it accepts. Stopped, its port refuses connections until it is started again. */
public final class Webhook implements AutoCloseable {

    private final int port = Ports.free();
    private HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private int refusals;

    public Webhook() {
        start();
    }

    public synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/minio-event");
    }

    /** Answers the next requests with 503. */
    public synchronized void refuseNext(int requests) {
        refusals = requests;
    }

    public List<String> bodies() {
        return bodies;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    private synchronized void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refusals > 0;
            if (refused) {
                refusals--;
            } else {
                // The body last, for which tests wait.
                authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                bodies.add(body);
            }
            exchange.sendResponseHeaders(refused ? 503 : 200, -1);
        }
    }

    /** Refuses connections; what it has kept stays. */
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}
