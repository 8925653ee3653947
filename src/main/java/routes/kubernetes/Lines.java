package routes.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

import routes.external.Parameters;
import routes.shared.InvalidInputException;

/** Parameters as parts of a container. */
final class Lines {

    private Lines() {}

    /**
     * Variables of {@code environment}, and those of {@code secrets}, which are written {@code NAME=secret/key}. A question mark
     * at its end lets a secret be missing.
     */
    static List<EnvVar> environment(Parameters parameters) {
        var variables = new ArrayList<EnvVar>();
        parameters
                .table("environment")
                .forEach((name, value) -> variables.add(new EnvVarBuilder()
                        .withName(name)
                        .withValue(literal(value))
                        .build()));
        parameters.table("secrets").forEach((name, where) -> variables.add(secret(name, where)));
        return variables;
    }

    private static EnvVar secret(String name, String where) {
        var optional = where.endsWith("?");
        var path = (optional ? where.substring(0, where.length() - 1) : where).split("/", -1);
        if (path.length != 2 || path[0].isBlank() || path[1].isBlank()) {
            throw new InvalidInputException("the secret " + name
                    + " names no key of a Kubernetes Secret: write NAME=secret/key on each line of secrets");
        }
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(path[1], path[0], optional ? true : null)
                .endValueFrom()
                .build();
    }

    /** Command or arguments. */
    static List<String> words(Parameters parameters, String name) {
        return parameters.lines(name).stream().map(Lines::literal).toList();
    }

    /** Kubernetes would put variables, secret ones too, in place of {@code $(NAME)}; data must not make it do so. */
    static String literal(String text) {
        return text == null ? "" : text.replace("$", "$$");
    }

    /** An amount of cpu or memory. */
    static Quantity quantity(String name, String text) {
        try {
            var quantity = Quantity.parse(text);
            Quantity.getAmountInBytes(quantity);
            return quantity;
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "the " + name + " \"" + text + "\" is no amount: write such as 500m or 2 for cpu, 512Mi for memory",
                    e);
        }
    }

    /** A whole number that is not negative, or null. */
    static Integer number(Parameters parameters, String name) {
        var text = parameters.text(name, null);
        try {
            return text == null ? null : Integer.parseUnsignedInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidInputException("the " + name + " \"" + text + "\" is no number, such as 3", e);
        }
    }

    /** What is there, or something else where a map is not. */
    static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    /** What is there, or nothing where a list is not. */
    static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
