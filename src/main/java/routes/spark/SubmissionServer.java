package routes.spark;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import routes.shared.InvalidInputException;

/**
 * The REST submission server of a master. Of several masters the one that is alive is asked. Safe for concurrent use.
 *
 * @see <a href="https://spark.apache.org/docs/latest/spark-standalone.html#rest-api">REST API of Spark standalone</a>
 */
final class SubmissionServer {

    /** What a standby or recovering master says, whatever it is asked. */
    private static final String NOT_ALIVE = "Current state is not alive";

    private final String cluster;
    private final List<URI> masters;
    private final SparkHttp http;

    SubmissionServer(String cluster, List<URI> masters, SparkHttp http) {
        this.cluster = cluster;
        this.masters = masters;
        this.http = http;
    }

    private interface Question {

        JsonNode ask(URI master) throws IOException, InterruptedException;
    }

    /** Submits an application, and returns the id of its driver. Asked twice it submits twice. */
    String create(Map<String, Object> submission) throws IOException, InterruptedException {
        var answer = ask(master -> http.post(master.resolve("/v1/submissions/create"), submission));
        var id = answer.path("submissionId").asText("");
        if (!answer.path("success").asBoolean()) {
            throw new InvalidInputException(cluster + " does not take the application: "
                    + SparkHttp.firstLine(answer.path("message").asText("no reason given")));
        }
        if (id.isEmpty()) {
            throw new SparkException(cluster + " took the application, but does not say under which id");
        }
        return id;
    }

    /** How a driver is; an unknown one has no {@code driverState}. */
    JsonNode status(String driver) throws IOException, InterruptedException {
        return ask(master -> http.get(master.resolve("/v1/submissions/status/" + driver)));
    }

    /** Lets a driver be killed; nothing if it has ended. */
    void kill(String driver) throws IOException, InterruptedException {
        ask(master -> http.post(master.resolve("/v1/submissions/kill/" + driver), null));
    }

    private JsonNode ask(Question question) throws IOException, InterruptedException {
        SparkException trouble = null;
        for (var master : masters) {
            try {
                var answer = question.ask(master);
                var message = answer.path("message").asText("");
                if (answer.path("success").asBoolean() || !message.contains(NOT_ALIVE)) {
                    return answer;
                }
                trouble = new SparkException(
                        "the master of " + cluster + " at " + master.getAuthority() + " is not in charge: " + message);
            } catch (SparkException e) {
                if (!refused(e)) {
                    // It may have done what it was asked, so no other one is.
                    throw e;
                }
                trouble = e;
            }
        }
        throw trouble;
    }

    private static boolean refused(SparkException failure) {
        return failure.getCause() instanceof java.net.ConnectException;
    }
}
