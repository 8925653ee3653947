package routes.startup;

import java.util.List;
import java.util.Locale;

import routes.shared.Dependencies.Status;
import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

/** Tells people what doctor has found. */
final class DoctorReport {

    private DoctorReport() {}

    /** A line for each finding, below what it belongs to, and a last one that sums up. */
    static String of(List<Status> found) {
        var text = new StringBuilder();
        for (var status : found) {
            if (!status.findings().isEmpty()) {
                text.append("%s (%d ms)%n".formatted(status.name(), status.millis()));
                status.findings().forEach(finding -> text.append(line(finding)));
            }
        }
        return text.append(summary(found)).append('\n').toString();
    }

    private static String line(Finding finding) {
        var level = finding.level() == Level.GOOD ? "" : word(finding.level()) + ": ";
        return "  %-8s%s: %s%n".formatted(level, finding.what(), printable(finding.text()));
    }

    private static String summary(List<Status> found) {
        var broken = count(found, Level.BROKEN);
        var warnings = count(found, Level.WARNING);
        if (broken == 0) {
            return warnings == 0 ? "All is well." : "All that is needed works; " + warnings + " worth a look.";
        }
        return broken + " broken, " + warnings + " worth a look.";
    }

    private static long count(List<Status> found, Level level) {
        return found.stream()
                .flatMap(status -> status.findings().stream())
                .filter(finding -> finding.level() == level)
                .count();
    }

    /** How well something is, in a word. */
    static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /** In one line, without signs that steer a terminal. */
    static String printable(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
