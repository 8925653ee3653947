package routes.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Calls the API of a running Sluice. Every failure is a {@link CommandException} that says what to do. */
final class ApiClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final URI address;
    private final String token;

    /**
     * @param address of Sluice, such as {@code http://localhost:8080}
     * @param token of the API, or null
     */
    ApiClient(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Path and parameters of a call; parameters that are null are left out. */
    static String path(String path, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /** @param body JSON, or null */
    JsonNode post(String path, JsonNode body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(publisher)
                .build());
    }

    private HttpRequest.Builder request(String path) {
        var base = address.toString();
        var target = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        var request = HttpRequest.newBuilder(target).timeout(ANSWER_LIMIT).header("Accept", "application/json");
        return token == null || token.isBlank() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 == 2) {
                return JSON.readTree(response.body());
            }
            throw failure(response);
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    ExitCodes.UNREACHABLE, address + " answers, but not as Sluice does. Check --url.");
        } catch (ConnectException | HttpTimeoutException e) {
            throw unreachable();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.UNREACHABLE, "The call to " + address + " broke off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCodes.UNREACHABLE, "Interrupted.");
        }
    }

    private CommandException unreachable() {
        return new CommandException(
                ExitCodes.UNREACHABLE,
                "No Sluice answers at " + address + ". Is it running? Give its address by --url or SLUICE_URL.");
    }

    private static CommandException failure(HttpResponse<String> response) {
        var status = response.statusCode();
        var detail = detail(response.body(), status);
        return switch (status) {
            case 404 -> new CommandException(ExitCodes.NOT_FOUND, detail);
            case 400 -> new CommandException(ExitCodes.USAGE, detail);
            case 401 ->
                new CommandException(ExitCodes.REFUSED, detail + " Give the token by --token or SLUICE_API_TOKEN.");
            default -> new CommandException(status >= 500 ? ExitCodes.UNREACHABLE : ExitCodes.REFUSED, detail);
        };
    }

    private static String detail(String body, int status) {
        var otherwise = "Sluice answered with status " + status + ".";
        try {
            return JSON.readTree(body).path("detail").asText(otherwise);
        } catch (JsonProcessingException e) {
            return otherwise;
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
