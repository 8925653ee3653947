package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the application's HTTP API and posts to its webhook, as a user's script does. */
public final class SluiceApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_PAGES = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    public SluiceApi(URI address) {
        this.address = address;
    }

    /**
     * All items of a list, over all its pages.
     *
     * @param path with a query, such as {@code /api/runs?route=rosbag}
     */
    List<JsonNode> items(String path) {
        var items = new ArrayList<JsonNode>();
        var page = get(path);
        for (int pages = 1; ; pages++) {
            page.path("items").forEach(items::add);
            var next = page.path("next");
            if (next.isNull() || next.isMissingNode() || pages == MOST_PAGES) {
                return items;
            }
            page = get(path + "&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8));
        }
    }

    /** Posts a body to the webhook and returns the status of the answer. */
    int postEvent(String body, String token) {
        var request = HttpRequest.newBuilder(address.resolve("/minio-event"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request).statusCode();
    }

    /** Has something done. */
    public void post(String path, String json) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        var response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "POST " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
    }

    /** What a path answers, as JSON. */
    JsonNode get(String path) {
        var request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
        var response = send(request);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + " was answered " + response.statusCode());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path + " was not answered with JSON", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
