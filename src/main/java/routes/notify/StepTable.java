package routes.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import routes.ledger.StepView;

/** The steps of a run as lines of a message: how each ended, how long it took, and where to look at it. */
final class StepTable {

    private StepTable() {}

    static String of(List<StepView> steps) {
        return steps.stream()
                .filter(step -> step.finishedAt() != null)
                .map(step -> "• " + name(step) + " " + step.state() + " in "
                        + readable(Duration.between(step.startedAt(), step.finishedAt())))
                .collect(Collectors.joining("\n"));
    }

    private static String name(StepView step) {
        return step.link() == null ? SlackText.escape(step.id()) : SlackText.link(URI.create(step.link()), step.id());
    }

    private static String readable(Duration took) {
        if (took.toHours() > 0) {
            return took.toHours() + " h " + took.toMinutesPart() + " min";
        }
        return took.toMinutes() > 0
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : took.toSeconds() + "." + took.toMillisPart() / 100 + " s";
    }
}
