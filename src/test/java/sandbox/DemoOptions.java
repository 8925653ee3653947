package sandbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The demo's command line.
 *
 * @param exit whether it ends when all is done
 * @param words the chosen pipelines, in the order of the known ones
 */
record DemoOptions(boolean exit, List<String> words) {

    /** A command line that cannot be understood; the message says why. */
    static final class UsageException extends Exception {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static DemoOptions parse(List<String> arguments, List<String> known) throws UsageException {
        boolean exit = false;
        Set<String> only = new LinkedHashSet<>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (argument.equals("--exit")) {
                exit = true;
            } else if (argument.startsWith("--only=")) {
                only.addAll(words(argument.substring("--only=".length()), known));
            } else if (argument.equals("--only") && rest.hasNext()) {
                only.addAll(words(rest.next(), known));
            } else {
                throw new UsageException("demo does not understand " + argument
                        + (argument.equals("--only") ? " without pipelines" : "")
                        + "; it takes --exit and --only " + String.join(",", known));
            }
        }
        return new DemoOptions(
                exit,
                known.stream()
                        .filter(word -> only.isEmpty() || only.contains(word))
                        .toList());
    }

    private static List<String> words(String list, List<String> known) throws UsageException {
        var words = List.of(list.split(",", -1));
        for (var word : words) {
            if (!known.contains(word)) {
                throw new UsageException(
                        "demo knows no pipeline \"" + word + "\"; it knows " + String.join(", ", known));
            }
        }
        return words;
    }
}
