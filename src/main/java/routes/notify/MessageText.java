package routes.notify;

import java.util.function.UnaryOperator;

/**
 * Evaluates the text of a route's message. What its author wrote stays mrkdwn, links included; what an expression brings in
 * comes from data, and is shown as it is.
 */
final class MessageText {

    private static final String BEGIN = "${";

    private final UnaryOperator<String> simple;

    /** @param simple evaluates a Simple expression; null stands for the body of the message */
    MessageText(UnaryOperator<String> simple) {
        this.simple = simple;
    }

    /** @param text Simple expression, or null for the body of the message */
    String of(String text) {
        if (text == null) {
            return value(null);
        }
        var result = new StringBuilder();
        int end = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, end)) {
            result.append(literal(text.substring(end, begin)));
            end = end(text, begin);
            result.append(value(text.substring(begin, end)));
        }
        return result.append(literal(text.substring(end))).toString();
    }

    /** Behind the brace that closes an expression, which may hold others. */
    private static int end(String text, int begin) {
        int depth = 0;
        for (int i = begin; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private String value(String expression) {
        var value = simple.apply(expression);
        return value == null ? "" : SlackText.escape(value);
    }

    /** Simple knows line breaks written as a backslash and a letter. */
    private String literal(String text) {
        return text.indexOf('\\') < 0 ? text : simple.apply(text);
    }
}
