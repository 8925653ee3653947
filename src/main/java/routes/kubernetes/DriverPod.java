package routes.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

import routes.external.Parameters;
import routes.external.SparkSubmit;

/** Lets the container of a Job submit a Spark application, and be its driver. */
final class DriverPod {

    private static final String IP = "SLUICE_POD_IP";
    private static final String NAME = "SLUICE_POD_NAME";
    private static final String NAMESPACE = "SLUICE_POD_NAMESPACE";

    private DriverPod() {}

    static void complete(Container container, Parameters parameters) {
        var own = new LinkedHashMap<String, String>();
        // Executors find a pod by its address only; its name is known to nobody else.
        own.put("spark.driver.host", value(IP));
        container.getEnv().add(field(IP, "status.podIP"));
        if (parameters.required("master").startsWith("k8s://")) {
            // So that the executors go with the driver, wherever it ends.
            own.put("spark.kubernetes.driver.pod.name", value(NAME));
            own.put("spark.kubernetes.namespace", value(NAMESPACE));
            own.put("spark.kubernetes.container.image", Lines.literal(container.getImage()));
            container.getEnv().add(field(NAME, "metadata.name"));
            container.getEnv().add(field(NAMESPACE, "metadata.namespace"));
        }
        container.setCommand(List.of(Lines.literal(SparkSubmit.program(parameters))));
        container.setArgs(SparkSubmit.arguments(parameters, own, Lines::literal));
    }

    private static String value(String variable) {
        return "$(" + variable + ")";
    }

    private static EnvVar field(String variable, String path) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewFieldRef(null, path)
                .endValueFrom()
                .build();
    }
}
