package routes.spark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;
import routes.shared.Secret;
import routes.shared.TrustedCertificates;

/** Asks the servers of a cluster. Safe for concurrent use. */
final class SparkHttp {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNKNOWN_PROTOCOL = 468;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String cluster;
    private final Optional<Secret<String>> token;
    private final Duration timeout;
    private final HttpClient client;

    SparkHttp(String cluster, Optional<Secret<String>> token, Duration timeout) {
        this(cluster, token, Optional.empty(), timeout);
    }

    /** @param trusted certificates to trust instead of those that Java does */
    SparkHttp(String cluster, Optional<Secret<String>> token, Optional<TrustedCertificates> trusted, Duration timeout) {
        this.cluster = cluster;
        this.token = token;
        this.timeout = timeout;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        trusted.ifPresent(certificates -> builder.sslContext(certificates.context()));
        this.client = builder.build();
    }

    JsonNode get(URI address) throws IOException, InterruptedException {
        return json(send(HttpRequest.newBuilder(address).GET()));
    }

    /** @param body what is sent as JSON, or null */
    JsonNode post(URI address, Object body) throws IOException, InterruptedException {
        var json = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        return json(send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json;charset=UTF-8")
                .POST(json)));
    }

    String text(URI address) throws IOException, InterruptedException {
        return new String(send(HttpRequest.newBuilder(address).GET()).body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.get()));
        var whole = request.build();
        var answer = client.sendAsync(whole, BodyHandlers.ofByteArray());
        try {
            // A timeout of the request itself would end with the headers, and a body can hang too.
            return checked(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new SparkException(cluster + " did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            var why = e.getCause().getMessage() == null
                    ? e.getCause().getClass().getSimpleName()
                    : e.getCause().getMessage();
            throw new SparkException(
                    cluster + " cannot be asked at " + whole.uri().getAuthority() + ": " + why, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> answer) throws SparkException {
        var status = answer.statusCode();
        if (status / 100 == 2) {
            return answer;
        }
        var at = cluster + " answers " + status + " at " + answer.uri().getAuthority();
        switch (status) {
            case 401, 403 ->
                throw new InvalidInputException(
                        at + ": set routes.connections.spark." + cluster + ".token to one that its filters take");
            case BAD_REQUEST -> throw new InvalidInputException(at + ": " + message(answer));
            case NOT_FOUND, UNKNOWN_PROTOCOL ->
                throw new InvalidInputException(at + ": is routes.connections.spark." + cluster
                        + ".url that of the REST submission server, usually port 6066, and web that of the pages,"
                        + " usually port 8080?");
            default -> throw new SparkException(at + ": " + message(answer));
        }
    }

    /** The reason without the stack trace that Spark appends to it. */
    private static String message(HttpResponse<byte[]> answer) {
        try {
            return firstLine(JSON.readTree(answer.body()).path("message").asText("no reason given"));
        } catch (IOException e) {
            return "no reason that can be read";
        }
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private JsonNode json(HttpResponse<byte[]> answer) throws SparkException {
        try {
            var json = JSON.readTree(answer.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new SparkException(cluster + " answers with what is no JSON at " + answer.uri(), e);
        } catch (IOException e) {
            throw new SparkException(cluster + " cannot be read", e);
        }
        throw new SparkException(cluster + " answers with what is no JSON object at " + answer.uri());
    }
}
