package faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A stand-in for the world outside: an S3 server that keeps nothing, but notes each object that is put by name and time.
 * A test may do something at the very moment an effect arrives, before it is answered. Safe for concurrent use.
 */
final class Effects implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Instant>> byName = new ConcurrentHashMap<>();
    private volatile Consumer<String> onArrival = name -> {};

    Effects() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The settings of an application that has its effects here. */
    Map<String, String> settings() {
        return Map.of(
                "MINIO_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "MINIO_ACCESS_KEY",
                "effects",
                "MINIO_SECRET_KEY",
                "effects-secret");
    }

    /** When each effect happened, by its name: the number of the run, a dash and the effect's own name. */
    Map<String, List<Instant>> byName() {
        return byName;
    }

    /** How often an effect happened. */
    int count(String name) {
        return byName.getOrDefault(name, List.of()).size();
    }

    /** Does something with the name of each effect from now on, between its arrival and its answer. */
    void onArrival(Consumer<String> action) {
        onArrival = action;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("PUT")) {
                var path = exchange.getRequestURI().getPath();
                var name = path.substring(path.lastIndexOf('/') + 1);
                byName.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>())
                        .add(Instant.now());
                onArrival.accept(name);
            }
            exchange.getResponseHeaders().set("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
