package routes.docker;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import routes.docker.ContainerRequest.Limits;
import routes.external.Parameters;
import routes.external.SparkSubmit;
import routes.shared.InvalidInputException;

/** Reads what a step asks for from the parameters of its Kamelet. */
final class ContainerParameters {

    private static final Pattern MEMORY = Pattern.compile("(\\d{1,15})([bkmg]?)");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "b", 0, "k", 10, "m", 20, "g", 30);
    private static final int NANO_DIGITS = 9;
    private static final Duration MOST_GRACE = Duration.ofHours(1);

    private ContainerParameters() {}

    static ContainerRequest read(Parameters parameters) {
        var submits = SparkSubmit.isAskedFor(parameters);
        return new ContainerRequest(
                parameters.required("host"),
                parameters.required("image"),
                choice(parameters, "pull", PullPolicy.MISSING),
                submits ? List.of(SparkSubmit.program(parameters)) : parameters.lines("entrypoint"),
                submits ? submission(parameters) : parameters.lines("command"),
                parameters.table("environment"),
                parameters.table("secretEnvironment"),
                new Limits(memory(parameters.text("memory", "0")), nanoCpus(parameters.text("cpus", "0"))),
                parameters.text("network", null),
                parameters.lines("binds"),
                parameters.text("user", null),
                parameters.text("workingDirectory", null),
                parameters.flag("readOnly"),
                stopSeconds(parameters.duration("grace")),
                choice(parameters, "remove", RemovePolicy.ALWAYS),
                parameters.flag("repeatable", true));
    }

    /** Executors have to find the driver: by the name of its host, whose network it shares, unless that has another one for them. */
    private static List<String> submission(Parameters parameters) {
        var driverHost = parameters.text("driverHost", null);
        var own = new LinkedHashMap<String, String>();
        if (driverHost != null) {
            own.put("spark.driver.host", driverHost);
            own.put("spark.driver.bindAddress", "0.0.0.0");
        }
        return SparkSubmit.arguments(parameters, own, UnaryOperator.identity());
    }

    private static <E extends Enum<E>> E choice(Parameters parameters, String name, E otherwise) {
        var text = parameters.text(name, word(otherwise));
        var choices = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice -> word(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(name + " is " + text + ": use one of "
                        + Arrays.stream(choices).map(ContainerParameters::word).collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Bytes of a size such as {@code 512m}, written as the Docker client takes it. */
    static long memory(String text) {
        var size = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new InvalidInputException("memory is " + text + ": write a size such as 512m or 2g");
        }
        return Long.parseLong(size.group(1)) << SHIFTS.get(size.group(2));
    }

    static long nanoCpus(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d{1,9})?")) {
            throw new InvalidInputException("cpus is " + text + ": write a number of processors such as 1.5");
        }
        return new BigDecimal(text).movePointRight(NANO_DIGITS).longValue();
    }

    private static int stopSeconds(Duration grace) {
        if (grace == null) {
            return ContainerRequest.USUAL_GRACE;
        }
        if (grace.isNegative() || grace.compareTo(MOST_GRACE) > 0) {
            throw new InvalidInputException(
                    "grace is " + grace + ": write a duration such as PT10S, of an hour at most");
        }
        return Math.toIntExact(grace.toSeconds());
    }
}
