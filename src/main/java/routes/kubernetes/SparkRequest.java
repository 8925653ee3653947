package routes.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

import routes.shared.InvalidInputException;

/**
 * The SparkApplication that a step asks for.
 *
 * @param connection name of the connection
 * @param namespace where it runs; Spark's operator has to watch it
 * @param application the resource without name
 */
record SparkRequest(String connection, String namespace, GenericKubernetesResource application) implements Placed {

    SparkRequest {
        if (application == null || application.get("spec") == null) {
            throw new InvalidInputException("the request of a SparkApplication lacks the application");
        }
    }
}
