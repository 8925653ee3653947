package routes.docker;

import java.util.List;
import java.util.Map;

import routes.shared.InvalidInputException;

/**
 * A container that a step asks for.
 *
 * @param host name of the connection
 * @param image name of the image
 * @param pull when the image is pulled
 * @param entrypoint program and its first arguments; none for that of the image
 * @param command arguments, or program and arguments where the image has no entrypoint; none for those of the image
 * @param environment variables by name
 * @param secrets where the values of secret variables are found, by the variable's name
 * @param limits what it may use
 * @param network network that it joins, or null for the host's default
 * @param binds folders and volumes that it sees, as {@code SOURCE:TARGET[:ro]}
 * @param user user it runs as, or null for that of the image
 * @param workingDirectory folder it starts in, or null for that of the image
 * @param readOnly whether it can write to binds only
 * @param stopSeconds how long it may take to stop before it is killed
 * @param remove when it is removed
 * @param repeatable whether the run may try again by itself after it ended badly
 */
public record ContainerRequest(
        String host,
        String image,
        PullPolicy pull,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        Limits limits,
        String network,
        List<String> binds,
        String user,
        String workingDirectory,
        boolean readOnly,
        int stopSeconds,
        RemovePolicy remove,
        boolean repeatable) {

    /**
     * What a container may use at most.
     *
     * @param memory in bytes; 0 is no limit
     * @param nanoCpus in billionths of a processor; 0 is no limit
     */
    record Limits(long memory, long nanoCpus) {}

    /** How many seconds the Docker client gives a container to stop. */
    static final int USUAL_GRACE = 10;

    public ContainerRequest {
        ImageName.of(image);
        for (var bind : binds) {
            if (!bind.matches("[^:]+:/[^:]*(:[a-zA-Z,]+)?")) {
                throw new InvalidInputException(
                        "the bind \"" + bind + "\" is wrong: write SOURCE:/TARGET or SOURCE:/TARGET:ro");
            }
        }
        secrets.keySet().stream().filter(environment::containsKey).findFirst().ifPresent(name -> {
            throw new InvalidInputException(
                    "the variable " + name + " is in environment and in secretEnvironment: leave one of them");
        });
    }
}
