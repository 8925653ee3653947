package routes.notify;

import java.util.regex.Pattern;

/** Turns a text in Slack's mrkdwn into a plain mail. */
final class MailText {

    private static final Pattern LABELLED = Pattern.compile("<([^<>|]+)\\|([^<>]+)>");
    private static final Pattern BARE = Pattern.compile("<([^<>|]+)>");
    private static final Pattern BOLD = Pattern.compile("\\*([^*\\n]+)\\*");
    private static final int LONGEST_SUBJECT = 150;

    private MailText() {}

    /** The first line without links. */
    static String subject(String mrkdwn) {
        var line = mrkdwn.lines().findFirst().orElse("");
        var plain = unescape(unemphasised(LABELLED.matcher(line).replaceAll("$2")));
        return "Sluice: " + (plain.length() <= LONGEST_SUBJECT ? plain : plain.substring(0, LONGEST_SUBJECT - 1) + "…");
    }

    /** All of it, links spelt out. */
    static String body(String mrkdwn) {
        var linked = LABELLED.matcher(mrkdwn).replaceAll("$2 ($1)");
        return unescape(unemphasised(BARE.matcher(linked).replaceAll("$1"))) + "\n";
    }

    private static String unemphasised(String text) {
        return BOLD.matcher(text).replaceAll("$1");
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
