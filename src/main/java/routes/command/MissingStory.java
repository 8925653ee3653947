package routes.command;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Tells what is known of an object of which the ledger has no event.
 *
 * @param style of the terminal
 */
record MissingStory(Style style) {

    /** @param traces routes, the newest event of the bucket, similar keys, and what is in quarantine */
    String tell(String bucket, String key, JsonNode traces) {
        var text = new StringBuilder();
        text.append(style.bold(Text.printable(bucket + "/" + key))).append('\n');
        text.append("  Nothing is known of it: the ledger has no event of this key.\n\n");
        routes(bucket, key, traces.path("routes"), text);
        bucket(bucket, traces.path("newestOfBucket"), text);
        spelling(key, traces.path("similar"), text);
        quarantine(traces.path("quarantine"), text);
        text.append("""

                What to look at next:
                  - Is the object there, under exactly this key?
                  - Does the store send events of this bucket: a notification rule for created objects, to Sluice's address?
                  - Is the bucket among routes.intake.buckets? Its listing finds what was never announced, at the next turn of
                    routes.intake.listing.cron (every five minutes unless set).
                """);
        return text.toString();
    }

    private static void routes(String bucket, String key, JsonNode routes, StringBuilder text) {
        text.append("Routes that object events trigger:\n");
        var none = true;
        for (var route : routes) {
            if ("object-event".equals(route.path("trigger").asText())) {
                none = false;
                text.append("  ").append(Text.of(route, "id")).append(" ");
                text.append(verdict(bucket, key, route)).append('\n');
            }
        }
        if (none) {
            text.append("  none\n");
        }
    }

    private static String verdict(String bucket, String key, JsonNode route) {
        var rules = route.path("parameters");
        if (rules.hasNonNull("bucket") && !rules.path("bucket").asText().equals(bucket)) {
            return "watches another bucket: " + Text.of(rules, "bucket");
        }
        if (!key.startsWith(rules.path("prefix").asText(""))) {
            return "would skip it: it wants the prefix " + Text.of(rules, "prefix");
        }
        if (!key.endsWith(rules.path("suffix").asText(""))) {
            return "would skip it: it wants the suffix " + Text.of(rules, "suffix");
        }
        return "would take it" + (route.path("paused").asBoolean() ? ", but is paused" : "");
    }

    private static void bucket(String bucket, JsonNode newest, StringBuilder text) {
        if (newest.isEmpty()) {
            text.append("No event of bucket ").append(Text.printable(bucket)).append(" has ever arrived.\n");
            return;
        }
        var event = newest.path(0);
        text.append("The newest event of the bucket came at ")
                .append(Text.time(event, "receivedAt"))
                .append(" by ")
                .append(Text.of(event, "source"))
                .append(": ")
                .append(Text.of(event, "key"))
                .append('\n');
    }

    private static void spelling(String key, JsonNode similar, StringBuilder text) {
        similar.forEach(event -> text.append("A key that begins so: ")
                .append(Text.of(event, "bucket"))
                .append('/')
                .append(Text.of(event, "key"))
                .append('\n'));
        if (key.indexOf('%') >= 0 || key.indexOf('+') >= 0) {
            text.append("The key looks encoded. Events are kept under the decoded key; try: ")
                    .append(Text.printable(decoded(key)))
                    .append('\n');
        }
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static void quarantine(JsonNode unread, StringBuilder text) {
        unread.forEach(message -> text.append("Could not be read at ")
                .append(Text.time(message, "receivedAt"))
                .append(", and may be yours: quarantined message ")
                .append(Text.of(message, "id"))
                .append(", ")
                .append(Text.of(message, "reason"))
                .append('\n'));
    }
}
