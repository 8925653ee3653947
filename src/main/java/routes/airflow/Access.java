package routes.airflow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;

/**
 * What we show Airflow to be let in: user and password to Airflow 2.x; to 3.x a token that it gave for them, kept until it is
 * refused. Safe for concurrent use.
 */
final class Access {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AirflowConnection connection;
    private final AirflowHttp http;
    private String login;

    Access(AirflowConnection connection, AirflowHttp http) {
        this.connection = connection;
        this.http = http;
    }

    /** The header {@code Authorization}; null for nobody in particular. */
    String header(ApiVersion version) throws IOException, InterruptedException {
        if (connection.token() != null) {
            return "Bearer " + connection.token().get();
        }
        return version == ApiVersion.V2 ? login() : basic();
    }

    /** Forgets a login that was refused; false if there is none, so that the refusal is the last word. */
    synchronized boolean forget(String header) {
        if (login == null) {
            return false;
        }
        if (Objects.equals(login, header)) {
            login = null;
        }
        return true;
    }

    private String basic() {
        if (connection.user() == null) {
            return null;
        }
        var pair = connection.user() + ":" + connection.password().get();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized String login() throws IOException, InterruptedException {
        if (login == null) {
            var answer = http.ask(loginRequest());
            login = switch (answer.statusCode()) {
                case 200, 201 -> "Bearer " + token(answer);
                case 400, 401, 403, 422 -> throw refused();
                case 404, 405 ->
                    throw new InvalidInputException(connection
                            + " gives no token for a password at /auth/token: get one as its auth manager has it, and"
                            + " set "
                            + connection.setting("token"));
                default ->
                    throw new IOException(connection + " answers " + answer.statusCode() + " when asked to log in");
            };
        }
        return login;
    }

    /** Who needs no password gets a token without one, if every user is an admin there. */
    private HttpRequest loginRequest() throws IOException {
        var request = HttpRequest.newBuilder(URI.create(connection.url() + "/auth/token"))
                .header("Accept", "application/json");
        if (connection.user() == null) {
            return request.build();
        }
        var body = JSON.writeValueAsBytes(Map.of(
                "username", connection.user(), "password", connection.password().get()));
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private String token(HttpResponse<byte[]> answer) throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (IOException e) {
            // The parser's message would quote the token.
            throw new IOException(connection + " answers to a login with something that is no JSON");
        }
        var token = body.path("access_token").asText(body.path("jwt_token").asText());
        if (token.isEmpty()) {
            throw new IOException(connection + " answers to a login without a token");
        }
        return token;
    }

    /** It does not know us. */
    InvalidInputException refused() {
        if (connection.token() != null) {
            return new InvalidInputException(connection + " refuses the token: renew " + connection.setting("token"));
        }
        if (connection.user() == null) {
            return new InvalidInputException(connection + " wants to know who asks: set " + connection.setting("user")
                    + " and " + connection.setting("password"));
        }
        return new InvalidInputException(
                connection + " does not take user " + connection.user() + " with the password it is given: check "
                        + connection.setting("user") + " and " + connection.setting("password")
                        + "; Airflow 2.x needs basic_auth among its [api] auth_backends, too");
    }
}
