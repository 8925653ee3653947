package routes.intake;

import java.util.regex.Pattern;

/**
 * A message, or one record of a message, that could not be read as an event. It goes to quarantine.
 *
 * @param reason why, in one line that can be stored and shown as it is
 * @param body what was sent: the whole message, or the JSON of the one bad record
 */
public record Unreadable(String reason, byte[] body) {

    private static final int LONGEST_REASON = 500;

    /** Characters that break a log line, or that PostgreSQL refuses. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    public Unreadable {
        reason = UNPRINTABLE.matcher(reason).replaceAll("?");
        if (reason.length() > LONGEST_REASON) {
            reason = reason.substring(0, LONGEST_REASON);
        }
    }
}
