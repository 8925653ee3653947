package routes.docker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import routes.external.Task;

/** Writes the request that creates a container. */
final class ContainerBody {

    /** Label by which the containers of all steps are found; its value is the external id. */
    static final String STEP = "io.sluice.step";

    private static final String ROUTE = "io.sluice.route";
    private static final String RUN = "io.sluice.run";

    private ContainerBody() {}

    /**
     * Whether a container is that of the step: neither somebody's who took its name, nor left over from another ledger, whose runs
     * may have the same causes and give their containers the same names.
     */
    static boolean isOf(Task<ContainerRequest> task, JsonNode labels, Instant created) {
        return task.externalId().equals(labels.path(STEP).asText())
                && task.route().equals(labels.path(ROUTE).asText())
                && Long.toString(task.runId()).equals(labels.path(RUN).asText())
                && task.mayHaveBegunAt(created);
    }

    /**
     * The body of the request.
     *
     * @param secrets values of the secret variables; the host shows them to whoever may inspect its containers
     */
    static Map<String, Object> of(Task<ContainerRequest> task, Map<String, String> secrets) {
        var request = task.request();
        var body = new LinkedHashMap<String, Object>();
        body.put("Image", request.image());
        unlessEmpty(body, "Entrypoint", request.entrypoint());
        unlessEmpty(body, "Cmd", request.command());
        body.put("Env", environment(request, secrets));
        body.put("Labels", Map.of(STEP, task.externalId(), ROUTE, task.route(), RUN, Long.toString(task.runId())));
        unlessNull(body, "User", request.user());
        unlessNull(body, "WorkingDir", request.workingDirectory());
        body.put("HostConfig", hostConfig(request));
        return body;
    }

    private static List<String> environment(ContainerRequest request, Map<String, String> secrets) {
        var environment = new ArrayList<String>();
        request.environment().forEach((name, value) -> environment.add(name + "=" + value));
        secrets.forEach((name, value) -> environment.add(name + "=" + value));
        return environment;
    }

    private static Map<String, Object> hostConfig(ContainerRequest request) {
        var config = new LinkedHashMap<String, Object>();
        config.put("Memory", request.limits().memory());
        config.put("NanoCpus", request.limits().nanoCpus());
        config.put("ReadonlyRootfs", request.readOnly());
        unlessNull(config, "NetworkMode", request.network());
        unlessEmpty(config, "Binds", request.binds());
        // It would take the log and the exit code with it before anybody has read them.
        config.put("AutoRemove", false);
        return config;
    }

    private static void unlessEmpty(Map<String, Object> body, String name, List<String> values) {
        if (!values.isEmpty()) {
            body.put(name, values);
        }
    }

    private static void unlessNull(Map<String, Object> body, String name, String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
