package routes.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Messages that are told as one.
 *
 * @param channel where
 * @param holder the right to post to the channel now
 * @param group what they have in common, or null
 * @param messages at least one, oldest first
 */
record Batch(String channel, UUID holder, String group, List<Message> messages) {

    private static final int LISTED = 5;

    /** A message that waits. */
    record Message(long id, String text) {

        private String subject() {
            return text.lines().findFirst().orElse("");
        }

        private String details() {
            int end = text.indexOf('\n');
            return end < 0 ? "" : text.substring(end);
        }
    }

    /** Id of the message that stands for all. */
    long first() {
        return messages.get(0).id();
    }

    List<Long> ids() {
        return messages.stream().map(Message::id).toList();
    }

    /** What is posted: of several messages their number, what the first few speak of, and the details of the first. */
    String text() {
        var first = messages.get(0);
        if (messages.size() == 1) {
            return first.text();
        }
        var lines = new ArrayList<String>();
        lines.add("*" + messages.size() + " " + SlackText.escape(common()) + "*");
        messages.stream().limit(LISTED).map(message -> "• " + message.subject()).forEach(lines::add);
        if (messages.size() > LISTED) {
            lines.add("• and " + (messages.size() - LISTED) + " more");
        }
        return String.join("\n", lines) + first.details();
    }

    private String common() {
        int end = group == null ? -1 : group.indexOf('|');
        return end < 0 ? "messages" : group.substring(0, end);
    }
}
