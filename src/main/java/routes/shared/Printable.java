package routes.shared;

import java.util.regex.Pattern;

/**
 * What a program or a system outside has said, as it can be kept and shown: without colours and without signs that steer a terminal
 * or that PostgreSQL does not take.
 */
public final class Printable {

    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");
    private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");
    private static final String STAND_IN = "\uFFFD";

    private Printable() {}

    /** The text, with a stand-in for each sign that it cannot have; null stays null. */
    public static String of(String text) {
        if (text == null) {
            return null;
        }
        var plain = COLOURS.matcher(text).replaceAll("");
        return UNPRINTABLE.matcher(LINE_ENDS.matcher(plain).replaceAll("\n")).replaceAll(STAND_IN);
    }
}
