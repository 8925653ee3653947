package routes.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import routes.external.Sighting;
import routes.external.Task;

/** Tells how a driver is, from what its master says of it. */
final class DriverEnd {

    /** What Spark puts before an exception that it passes on. */
    private static final String PREFIX = "Exception from the cluster:";

    private static final int MOST_LINES = 2;

    private DriverEnd() {}

    /** How a driver goes on; null if it does not. */
    static Sighting underway(String state) {
        return switch (state) {
            case "RUNNING" -> Sighting.Underway.WELL;
            case "SUBMITTED" -> new Sighting.Underway("it waits for a worker that has room for its driver");
            case "RELAUNCHING" -> new Sighting.Underway("its driver ended badly, and its worker starts it again");
            case "UNKNOWN" -> new Sighting.Underway("its master has come back, and looks for the driver's worker");
            default -> null;
        };
    }

    /**
     * How a driver goes on or has ended.
     *
     * @param status what the submission server says of it
     * @param log where people find its log
     * @throws SparkException if the server says nothing that can be understood
     */
    static Sighting of(Task<ApplicationRequest> task, JsonNode status, Optional<String> log) throws SparkException {
        var name = "driver " + task.handle() + " on " + task.request().cluster();
        var state = status.path("driverState").asText("");
        var message = status.path("message").asText("");
        if (state.isEmpty()) {
            if (!message.isEmpty() || status.path("success").asBoolean()) {
                throw new SparkException(name + " cannot be asked for: " + reason(message));
            }
            return Sighting.Failed.forGood(
                    name + " is not known there any more, and nobody saw how it ended: its master was started anew, or"
                            + " keeps too few ended drivers; see what it has done, then retry the run");
        }
        var underway = underway(state);
        return underway == null ? ended(task, name, state, reason(message), log) : underway;
    }

    private static Sighting ended(
            Task<ApplicationRequest> task, String name, String state, String reason, Optional<String> log)
            throws SparkException {
        var why = (reason.isEmpty() ? "" : ": " + reason)
                + log.map(link -> "; its log is " + link).orElse("");
        var repeatable = task.request().repeatable();
        return switch (state) {
            case "FINISHED" -> new Sighting.Succeeded(result(task, log));
            case "FAILED" -> new Sighting.Failed(name + " failed" + why, repeatable);
            case "ERROR" -> Sighting.Failed.forGood(name + " could not be run" + why);
            case "KILLED" -> new Sighting.Failed(name + " was killed from outside" + why, repeatable);
            default -> throw new SparkException(name + " is in a state that is not known here: " + state);
        };
    }

    private static Map<String, Object> result(Task<ApplicationRequest> task, Optional<String> log) {
        var result = new HashMap<String, Object>();
        result.put("cluster", task.request().cluster());
        result.put("driver", task.handle());
        log.ifPresent(link -> result.put("log", link));
        return result;
    }

    /** What the exception says, without its stack trace. */
    private static String reason(String message) {
        return message.replace(PREFIX, "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("at "))
                .limit(MOST_LINES)
                .collect(Collectors.joining(" "));
    }
}
