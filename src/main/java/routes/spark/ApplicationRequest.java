package routes.spark;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import routes.shared.InvalidInputException;

/**
 * A Spark application that a step asks for.
 *
 * @param cluster name of the connection
 * @param resource jar or Python file, where the workers find it
 * @param mainClass class with its main method; for a Python file that of Spark that runs it
 * @param arguments what it is given
 * @param configuration Spark properties by name
 * @param secretConfiguration where the values of secret properties are found, by the property's name
 * @param environment variables of the driver by name
 * @param secretEnvironment where the values of secret variables are found, by the variable's name
 * @param repeatable whether the run may try again by itself after it ended badly
 */
public record ApplicationRequest(
        String cluster,
        String resource,
        String mainClass,
        List<String> arguments,
        Map<String, String> configuration,
        Map<String, String> secretConfiguration,
        Map<String, String> environment,
        Map<String, String> secretEnvironment,
        boolean repeatable) {

    private static final String PYTHON = ".py";
    private static final String PYTHON_RUNNER = "org.apache.spark.deploy.SparkSubmit";

    public ApplicationRequest {
        if (resource.endsWith(PYTHON)) {
            mainClass = PYTHON_RUNNER;
        } else if (mainClass == null || mainClass.isBlank()) {
            throw new InvalidInputException(
                    "the application " + resource + " lacks its mainClass; only a Python file does without");
        }
        Stream.concat(configuration.keySet().stream(), secretConfiguration.keySet().stream())
                .filter(name -> !name.startsWith("spark."))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidInputException("the Spark property " + name
                            + " does not begin with spark., and Spark would drop it: give it as an argument or in the"
                            + " environment");
                });
        if (!cores(configuration.getOrDefault("spark.driver.cores", "1"))) {
            throw new InvalidInputException("driverCores is " + configuration.get("spark.driver.cores")
                    + ": write a number of processors such as 2");
        }
        if (!memory(configuration.getOrDefault("spark.driver.memory", "1g"))) {
            throw new InvalidInputException("driverMemory is " + configuration.get("spark.driver.memory")
                    + ": write a size such as 512m or 2g");
        }
    }

    private static boolean cores(String text) {
        return text.matches("[1-9]\\d{0,4}");
    }

    private static boolean memory(String text) {
        return text.matches("(?i)[1-9]\\d{0,9}[kmgt]?b?");
    }

    boolean python() {
        return resource.endsWith(PYTHON);
    }
}
