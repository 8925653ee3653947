package routes.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as a running Sluice did once, from files under {@code commands/}. */
final class FakeSluice implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Recorded> answers = new HashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private record Recorded(int status, String body) {}

    FakeSluice() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param call method, path and query */
    FakeSluice answers(String call, int status, String file) {
        answers.put(call, new Recorded(status, read(file)));
        return this;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Method, path, query, authorization and body of each call. */
    List<String> calls() {
        return calls;
    }

    static String read(String file) {
        try (var stream = FakeSluice.class.getResourceAsStream("/commands/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            calls.add(call + (authorization == null ? "" : " " + authorization) + (body.isEmpty() ? "" : " " + body));
            var unknown = new Recorded(404, "{\"detail\":\"There is no " + call + "\"}");
            var answer = answers.getOrDefault(call, unknown);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
