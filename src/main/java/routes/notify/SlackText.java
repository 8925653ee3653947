package routes.notify;

import java.net.URI;
import java.util.stream.Collectors;

/**
 * Writes Slack's mrkdwn. Its rules: docs.slack.dev, "Formatting message text". Everything that comes from data goes through
 * {@link #escape}, so that it can neither forge a link nor call a whole channel.
 */
public final class SlackText {

    /** Most characters in a message. Slack cuts at 40,000, but nobody reads so far, and blocks end near 13,000. */
    static final int MOST = 9_900;

    private static final int LONGEST_LINK = 3_000;
    private static final int LONGEST_ENTITY = 6;

    private SlackText() {}

    /** Text from data, shown as it is. */
    public static String escape(String data) {
        return printable(data).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Text from data as a quotation. */
    static String quote(String data, int most) {
        return cut(printable(data).strip(), most)
                .lines()
                .map(line -> "> " + escape(line))
                .collect(Collectors.joining("\n"));
    }

    /** A link with a label from data. */
    static String link(URI target, String label) {
        return "<" + escape(target.toString()) + "|" + escape(label) + ">";
    }

    /** A text that is Slack's mrkdwn already. */
    static String raw(String text) {
        return text == null ? null : printable(text);
    }

    /** A text as it may be posted: not too long, and without the mentions that wake everybody up. */
    static String postable(String text) {
        return cut(printable(text).replace("<!", "&lt;!"), MOST);
    }

    /** Cuts a text, but no link, entity or character in two. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        end = outside(text, '<', '>', LONGEST_LINK, end);
        end = outside(text, '&', ';', LONGEST_ENTITY, end);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static int outside(String text, char open, char close, int longest, int end) {
        int start = text.lastIndexOf(open, end - 1);
        boolean inside = start >= 0 && end - start < longest && text.indexOf(close, start) >= end;
        return inside ? start : end;
    }

    /** PostgreSQL takes no NUL and UTF-8 no half character; other control characters only spoil what is shown. */
    private static String printable(String data) {
        return data.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
