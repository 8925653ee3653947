package routes.airflow;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import routes.shared.InvalidInputException;

/**
 * Speaks with one Airflow server in whichever version of the API it has; finds out which, and once more when that seems to have
 * changed. Answers are those that Airflow means: what asks to try again later is an {@link IOException}, and what does not
 * let us in is an {@link InvalidInputException}. Safe for concurrent use.
 */
final class AirflowClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AirflowConnection connection;
    private final AirflowHttp http;
    private final Access access;
    private volatile ApiVersion version;

    AirflowClient(AirflowConnection connection, Duration timeout) {
        this.connection = connection;
        this.http = new AirflowHttp(connection, timeout);
        this.access = new Access(connection, http);
    }

    AirflowConnection connection() {
        return connection;
    }

    /** Asks; the answer is a success, or one of the refusals 400, 404, 409 and 422. */
    Answer ask(Call call) throws IOException, InterruptedException {
        var known = known();
        var answer = askIn(known, call);
        // A server of the other version knows nothing under this path, or does not take such a request there.
        if ((answer.status() == 404 || answer.status() == 405) && findVersion() != known) {
            answer = askIn(known(), call);
        }
        return checked(call, answer);
    }

    /** Hands on the lines of a log; returns the status, which is 404 where there is none. */
    int lines(String resource, LineSink sink) throws IOException, InterruptedException {
        var used = known();
        var status = http.lines(request(used, Call.get(resource, "read a log"), access.header(used)), sink);
        if (status >= 500) {
            throw new IOException(connection + " answers " + status + " when asked to read a log");
        }
        return status;
    }

    /** The version of the API, as far as it is known without asking again. */
    ApiVersion known() throws IOException, InterruptedException {
        return version == null ? findVersion() : version;
    }

    /** What Airflow says of its own parts. */
    JsonNode health() throws IOException, InterruptedException {
        for (var candidate : new ApiVersion[] {ApiVersion.V2, ApiVersion.V1}) {
            var call = Call.get(candidate.health(), "say how it is");
            var answer = send(candidate, call, null);
            if (answer.status() >= 500 || answer.status() == 429) {
                throw busy(call, answer);
            }
            if (answer.ok() && answer.body().has("metadatabase")) {
                version = candidate;
                return answer.body();
            }
        }
        throw new IOException(connection + " has no API where " + connection.setting("url") + " says: neither"
                + " /api/v2/monitor/health nor /api/v1/health is answered as by Airflow");
    }

    private ApiVersion findVersion() throws IOException, InterruptedException {
        health();
        return version;
    }

    private Answer askIn(ApiVersion used, Call call) throws IOException, InterruptedException {
        var header = access.header(used);
        var answer = send(used, call, header);
        if (loginRanOut(answer) && access.forget(header)) {
            answer = send(used, call, access.header(used));
        }
        return answer;
    }

    private static boolean loginRanOut(Answer answer) {
        return answer.status() == 401
                || answer.status() == 403 && answer.detail().contains("JWT");
    }

    private Answer checked(Call call, Answer answer) throws IOException {
        if (loginRanOut(answer)) {
            throw access.refused();
        }
        return switch (answer.status()) {
            case 200, 201, 400, 404, 409, 422 -> {
                if (!answer.fromAirflow()) {
                    throw busy(call, answer);
                }
                yield answer;
            }
            case 403 ->
                throw new InvalidInputException(connection.who() + " may not " + call + " in " + connection
                        + ": give the user a role that may (" + answer.detail() + ")");
            default -> throw busy(call, answer);
        };
    }

    private IOException busy(Call call, Answer answer) {
        return new IOException(connection + " answers " + answer.status()
                + (answer.body().isMissingNode() && answer.status() < 500 ? ", and not as Airflow does," : "")
                + " when asked to " + call);
    }

    private Answer send(ApiVersion used, Call call, String header) throws IOException, InterruptedException {
        var response = http.ask(request(used, call, header));
        return new Answer(used, response.statusCode(), json(response.body()));
    }

    private HttpRequest request(ApiVersion used, Call call, String header) throws IOException {
        var body = call.body().apply(used);
        var request = HttpRequest.newBuilder(used.address(connection, call.resource()))
                .header("Accept", call.resource().contains("/logs/") ? used.logType() : "application/json")
                .method(
                        call.method(),
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (header != null) {
            request.header("Authorization", header);
        }
        return request.build();
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
