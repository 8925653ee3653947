package routes.docker;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import routes.external.Sighting;
import routes.external.Task;

/** Tells how a container is, from what its host shows of it. */
final class ContainerEnd {

    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    private ContainerEnd() {}

    /**
     * How an ended container ended.
     *
     * @param container what the host shows of it
     */
    static Sighting of(Task<ContainerRequest> task, JsonNode container) {
        var state = container.path("State");
        var request = task.request();
        var code = state.path("ExitCode").asInt();
        var error = state.path("Error").asText("");
        if (code == 0 && error.isEmpty()) {
            return new Sighting.Succeeded(Map.of(
                    "exitCode", 0,
                    "host", request.host(),
                    "container", container.path("Id").asText(),
                    "image", request.image()));
        }
        var name = "container " + task.externalId() + " on " + request.host();
        return new Sighting.Failed(
                name + " " + why(request, state.path("OOMKilled").asBoolean(), code, error), request.repeatable());
    }

    private static String why(ContainerRequest request, boolean outOfMemory, int code, String error) {
        if (outOfMemory) {
            return "was killed because it used more memory than it may: raise its memory limit"
                    + (request.limits().memory() > 0 ? " of " + request.limits().memory() + " bytes" : "");
        }
        var reason = error.isEmpty() ? "" : ": " + error;
        return switch (code) {
            case KILLED -> "was killed from outside (exit code 137)" + reason;
            case TERMINATED -> "was stopped from outside (exit code 143), perhaps with its host" + reason;
            default -> "ended with exit code " + code + reason;
        };
    }

    /** A container that nobody can ask any more. */
    static Sighting gone(Task<ContainerRequest> task) {
        return Sighting.Failed.forGood("container " + task.externalId() + " is gone from "
                + task.request().host() + ", and nobody saw how it ended: see who removed it and what it has done,"
                + " then retry the run");
    }
}
