package routes.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells of refused senders: of the first at once, of those that follow by their number. One whose token was forgotten tries
 * again every few seconds, and a stranger as often as it likes. Safe for concurrent use.
 */
final class Refusals {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant next = Instant.MIN;
    private long untold;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** What to log about a refusal, if anything. */
    synchronized Optional<String> tell(String reason) {
        var now = clock.instant();
        if (now.isBefore(next)) {
            untold++;
            return Optional.empty();
        }
        var text =
                "a push is refused: " + reason + (untold == 0 ? "" : "; " + untold + " more were since the last line");
        untold = 0;
        next = now.plus(PAUSE);
        return Optional.of(text);
    }
}
