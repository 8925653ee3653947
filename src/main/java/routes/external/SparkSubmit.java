package routes.external;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import routes.shared.InvalidInputException;

/**
 * The command line of {@code spark-submit} for a container or a pod. It submits in client mode, so that the container is the driver:
 * its end, its log and its stop are those of the application.
 */
public final class SparkSubmit {

    private static final String USUAL = "/opt/spark/bin/spark-submit";

    private SparkSubmit() {}

    /** Whether a step asks for a Spark application instead of a command of its own. */
    public static boolean isAskedFor(Parameters parameters) {
        return parameters.text("application", null) != null;
    }

    /** Path of {@code spark-submit} in the image. */
    public static String program(Parameters parameters) {
        return parameters.text("submit", USUAL);
    }

    /**
     * What follows the program.
     *
     * @param own Spark properties that hold unless the step says otherwise
     * @param literal writes a word so that it is taken as it is; the values of {@code own} are not written so
     */
    public static List<String> arguments(
            Parameters parameters, Map<String, String> own, UnaryOperator<String> literal) {
        var words = new ArrayList<String>();
        option(words, "--master", literal.apply(parameters.required("master")));
        option(words, "--deploy-mode", "client");
        optional(words, "--class", parameters.text("mainClass", null), literal);
        optional(words, "--driver-memory", parameters.text("driverMemory", null), literal);
        optional(words, "--properties-file", parameters.text("propertiesFile", null), literal);
        properties(parameters, own, literal).forEach((name, value) -> option(words, "--conf", name + "=" + value));
        words.add(literal.apply(application(parameters)));
        parameters.lines("arguments").stream().map(literal).forEach(words::add);
        return words;
    }

    private static Map<String, String> properties(
            Parameters parameters, Map<String, String> own, UnaryOperator<String> literal) {
        var properties = new LinkedHashMap<>(own);
        parameters.table("configuration").forEach((name, value) -> {
            if (!name.startsWith("spark.")) {
                throw new InvalidInputException("the Spark property " + name
                        + " does not begin with spark., and Spark would drop it: give it as an argument or in the"
                        + " environment");
            }
            properties.put(name, literal.apply(value));
        });
        return properties;
    }

    private static String application(Parameters parameters) {
        var application = parameters.required("application");
        if (application.startsWith("-")) {
            throw new InvalidInputException(
                    "the application " + application + " would be taken for an option: name a jar or a Python file");
        }
        return application;
    }

    private static void optional(List<String> words, String name, String value, UnaryOperator<String> literal) {
        if (value != null) {
            option(words, name, literal.apply(value));
        }
    }

    private static void option(List<String> words, String name, String value) {
        words.add(name);
        words.add(value);
    }
}
