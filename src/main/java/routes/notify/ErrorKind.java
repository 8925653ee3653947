package routes.notify;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import routes.ledger.ClaimedRun;

/** Tells errors of one kind from others: what differs from run to run is taken out of their text. */
final class ErrorKind {

    private static final int MOST = 200;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DIGEST = Pattern.compile("\\b(?=[a-f]*\\d)[0-9a-f]{8,}\\b");
    // An HTTP status is the very kind of an error, unlike any other number.
    private static final Pattern NUMBER = Pattern.compile("(?<!(answered|status|code|http) \\d{0,2})\\d+(?!\\d)");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private ErrorKind() {}

    static String of(ClaimedRun run, String error) {
        var kind = error;
        for (var own : own(run).toList()) {
            kind = kind.replace(own, "…");
        }
        kind = kind.toLowerCase(Locale.ROOT);
        kind = UUID.matcher(kind).replaceAll("#");
        kind = DIGEST.matcher(kind).replaceAll("#");
        kind = NUMBER.matcher(kind).replaceAll("#");
        kind = SPACE.matcher(kind.strip()).replaceAll(" ");
        return kind.length() > MOST ? kind.substring(0, MOST) : kind;
    }

    /** What only this run has, the longest first, as one may hold another. */
    private static Stream<String> own(ClaimedRun run) {
        var event = run.event();
        var names = event == null
                ? Stream.of(run.cause())
                : Stream.of(
                        run.cause(), event.key(), event.rawKey(), event.eTag(), event.versionId(), event.sequencer());
        return names.filter(Objects::nonNull)
                .filter(name -> name.length() > 2)
                .sorted((one, other) -> Integer.compare(other.length(), one.length()));
    }
}
