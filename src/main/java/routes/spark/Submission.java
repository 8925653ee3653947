package routes.spark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import routes.external.Task;

/** Writes the request that submits an application. */
final class Submission {

    /** Property that tells whose a driver is. It is in the command line of the driver, and with it at the beginning of its log. */
    static final String STEP = "spark.sluice.step";

    /** The server wants one, and compares it with nothing. */
    private static final String VERSION = "3.5.6";

    private Submission() {}

    /**
     * The body of the request.
     *
     * @param master address for drivers, if the cluster does not choose it
     * @param secretConfiguration values of the secret properties
     * @param secretEnvironment values of the secret variables
     */
    static Map<String, Object> of(
            Task<ApplicationRequest> task,
            Optional<String> master,
            Map<String, String> secretConfiguration,
            Map<String, String> secretEnvironment) {
        var request = task.request();
        var environment = new LinkedHashMap<>(request.environment());
        environment.putAll(secretEnvironment);
        var properties = properties(task, secretConfiguration);
        master.ifPresent(address -> properties.put("spark.master", address));
        return Map.of(
                "action",
                "CreateSubmissionRequest",
                "clientSparkVersion",
                VERSION,
                "appResource",
                request.python() ? "" : request.resource(),
                "mainClass",
                request.mainClass(),
                "appArgs",
                arguments(request),
                "environmentVariables",
                environment,
                "sparkProperties",
                properties);
    }

    /**
     * What stands for a step in command lines: Spark masks values that contain a word such as token. The number of the run tells it
     * from a step of another ledger, which may have the same external id.
     */
    static String mark(Task<?> task) {
        var whose = task.externalId() + " " + task.route() + " " + task.runId();
        return UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static List<String> arguments(ApplicationRequest request) {
        var arguments = new ArrayList<String>();
        if (request.python()) {
            arguments.add(request.resource());
        }
        arguments.addAll(request.arguments());
        return arguments;
    }

    private static Map<String, String> properties(Task<ApplicationRequest> task, Map<String, String> secrets) {
        var request = task.request();
        var properties = new LinkedHashMap<>(request.configuration());
        properties.putAll(secrets);
        properties.putIfAbsent("spark.app.name", task.externalId());
        properties.put(STEP, mark(task));
        if (!request.python()) {
            // Executors need it too. A Python file is run by a submission of its own, in client mode.
            properties.merge("spark.jars", request.resource(), (others, own) -> own + "," + others);
            properties.put("spark.submit.deployMode", "cluster");
        }
        return properties;
    }
}
