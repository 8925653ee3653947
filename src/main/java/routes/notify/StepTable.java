package routes.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import routes.ledger.StepView;

/** The steps of a run as lines of a message: how each ended, how long it took, and where to look at it. */
final class StepTable {

    private StepTable() {}

    /** @param page where people can look at the run, if it is known; a step without a page of its own leads there */
    static String of(List<StepView> steps, Optional<URI> page) {
        return steps.stream()
                .filter(step -> step.finishedAt() != null)
                .map(step -> "• " + name(step, page) + " " + step.state() + " in "
                        + readable(Duration.between(step.startedAt(), step.finishedAt()))
                        + log(step))
                .collect(Collectors.joining("\n"));
    }

    private static String name(StepView step, Optional<URI> page) {
        return Optional.ofNullable(step.link())
                .map(URI::create)
                .or(() -> page)
                .map(link -> SlackText.link(link, step.id()))
                .orElseGet(() -> SlackText.escape(step.id()));
    }

    /** Where nothing else shows it. */
    private static String log(StepView step) {
        return step.link() != null || step.logUri() == null ? "" : ", log " + SlackText.escape(step.logUri());
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
