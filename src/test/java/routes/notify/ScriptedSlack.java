package routes.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A double of Slack that answers as a test tells it to, and keeps every post, also those it refuses. */
final class ScriptedSlack implements AutoCloseable {

    /** What makes the address a secret. */
    static final String SECRET = "xoxSecretPart0815";

    private static final Answer OK = new Answer(200, "ok", null, Duration.ZERO);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
    private final Map<String, Answer> always = new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** A post as it came. */
    record Post(String channel, String text, long nanos, int answered) {}

    /** How a post is answered. */
    record Answer(int status, String body, String retryAfter, Duration bodyDelay) {

        static Answer of(int status, String body) {
            return new Answer(status, body, null, Duration.ZERO);
        }
    }

    ScriptedSlack() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String webhook(String channel) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/" + SECRET + "/" + channel;
    }

    /** Answers the next posts to a channel so, one after the other. */
    void next(String channel, Answer... answers) {
        script.computeIfAbsent(channel, name -> new ConcurrentLinkedDeque<>()).addAll(List.of(answers));
    }

    /** Answers every post to a channel so. */
    void always(String channel, Answer answer) {
        always.put(channel, answer);
    }

    /** Answers nothing until the latch is released. */
    CountDownLatch hang() {
        gate = new CountDownLatch(1);
        return gate;
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    /** Texts of the posts that it took. */
    List<String> told(String channel) {
        return posts.stream()
                .filter(post -> post.channel().equals(channel) && post.answered() == 200)
                .map(Post::text)
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var channel = path.substring(path.lastIndexOf('/') + 1);
            var text = new ObjectMapper()
                    .readTree(exchange.getRequestBody())
                    .path("text")
                    .asText();
            var answer = answer(channel);
            posts.add(new Post(channel, text, System.nanoTime(), answer.status()));
            gate.await();
            if (answer.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(answer.bodyDelay().toMillis());
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(String channel) {
        var scripted =
                script.getOrDefault(channel, new ConcurrentLinkedDeque<>()).poll();
        return scripted != null ? scripted : always.getOrDefault(channel, OK);
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
