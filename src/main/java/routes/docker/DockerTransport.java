package routes.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;

/** Carries requests to a Docker Engine, over TCP, TLS or a Unix socket. Safe for concurrent use. */
final class DockerTransport implements AutoCloseable {

    /** While an image is pulled or a log read, nothing may come for a while. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final int MOST_CONNECTIONS = 32;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A Unix socket knows no timeout, so another thread waits for its answers. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "sluice-docker");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Duration timeout;
    private final DockerHttpClient quick;
    private final DockerHttpClient streaming;

    /**
     * An answer that was read whole.
     *
     * @param status HTTP status
     * @param apiVersion newest version of the API that the engine speaks, where it says so, or null
     * @param body JSON, missing if there is none
     */
    record Answer(int status, String apiVersion, JsonNode body) {

        /** What the engine says of a failure. */
        String message() {
            return body.path("message").asText(body.isMissingNode() ? "no reason given" : body.toString());
        }
    }

    DockerTransport(String name, URI url, Optional<SSLContext> tls, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
        this.quick = client(url, tls, timeout, timeout);
        this.streaming = client(url, tls, timeout, SILENCE);
    }

    private static DockerHttpClient client(URI url, Optional<SSLContext> tls, Duration connect, Duration silence) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(url)
                .sslConfig(tls.isEmpty() ? null : tls::get)
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(connect)
                .responseTimeout(silence)
                .build();
    }

    /** Sends a request with a JSON body, or none if it is null, and reads the whole answer. */
    Answer ask(String method, String path, Object body, Duration more) throws IOException, InterruptedException {
        var request = Request.builder().method(method).path(path).putAllHeaders(Map.of());
        if (body != null) {
            request.putHeader("Content-Type", "application/json").bodyBytes(JSON.writeValueAsBytes(body));
        }
        var whole = request.build();
        return within(timeout.plus(more), () -> {
            try (var response = quick.execute(whole)) {
                return read(response);
            }
        });
    }

    /** Sends a request whose answer comes over a longer time. The caller closes it, and handles its status. */
    Response open(String method, String path, Map<String, String> headers) throws IOException, InterruptedException {
        var request = Request.builder()
                .method(method)
                .path(path)
                .putAllHeaders(headers)
                .build();
        return within(SILENCE, () -> streaming.execute(request));
    }

    static Answer read(Response response) throws IOException {
        var bytes = response.getBody().readAllBytes();
        var type = response.getHeader("Content-Type");
        var json = type != null && type.startsWith("application/json") && bytes.length > 0;
        var body = json
                ? JSON.readTree(bytes)
                : bytes.length == 0
                        ? JSON.missingNode()
                        : JSON.getNodeFactory().textNode(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        return new Answer(response.getStatusCode(), response.getHeader("Api-Version"), body);
    }

    private <T> T within(Duration time, Callable<T> exchange) throws IOException, InterruptedException {
        Future<T> answer = THREADS.submit(exchange);
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DockerException(name + " did not answer within " + time.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private DockerException failure(Throwable cause) {
        var reason = cause;
        while ((reason instanceof UncheckedIOException || reason.getClass() == RuntimeException.class)
                && reason.getCause() != null) {
            reason = reason.getCause();
        }
        var remedy = reason instanceof SSLException ? "; look at the certificates of both sides" : "";
        return new DockerException(name + " cannot be asked: " + reason.getMessage() + remedy, reason);
    }

    @Override
    public void close() throws IOException {
        quick.close();
        streaming.close();
    }
}
