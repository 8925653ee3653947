package routes.intake;

import java.util.List;

/**
 * What a check of a bucket's rules did.
 *
 * @param changes what was not as configured and is now; empty if all was well
 * @param problems what could not be brought about, each with its remedy
 */
public record SetupReport(List<String> changes, List<String> problems) {

    public SetupReport {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }
}
