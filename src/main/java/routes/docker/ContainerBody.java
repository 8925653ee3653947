package routes.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import routes.external.Task;

/** Writes the request that creates a container. */
final class ContainerBody {

    /** Label by which the containers of all steps are found; its value is the external id. */
    static final String STEP = "io.sluice.step";

    private ContainerBody() {}

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
        body.put(
                "Labels",
                Map.of(
                        STEP,
                        task.externalId(),
                        "io.sluice.route",
                        task.route(),
                        "io.sluice.run",
                        Long.toString(task.runId())));
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
