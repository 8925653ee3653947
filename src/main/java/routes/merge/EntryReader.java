package routes.merge;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.shared.InvalidInputException;

/** Reads one entry of {@code configs.json}. Its messages name the entry, the field, its value unless it is secret, and the remedy. */
final class EntryReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    /** Routes that all entries share, and whose ids an entry would take. */
    private static final Set<String> SHARED_ROUTES = Set.of("run-entry", "make-csv");

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LAST_PORT = 65_535;

    /** What the longest name beside the CSV adds to its key. */
    private static final int LONGEST_KEY = 1024 - ".unmatched.csv".length();

    private final String name;
    private final JsonNode entry;

    EntryReader(String name, JsonNode entry) {
        this.name = name;
        this.entry = entry;
    }

    /**
     * @param login name of its secret, if another than the usual one is configured
     * @throws InvalidInputException at the first mistake
     */
    Entry read(Optional<String> login) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException("entry \"" + name + "\": a name may have letters, digits, dots, dashes and"
                    + " underscores, and begins with one of the first two; rename it");
        }
        if (SHARED_ROUTES.contains(name)) {
            throw new InvalidInputException("entry " + name + ": " + Entry.ROUTE_PREFIX + name
                    + " is a route that all entries share; rename the entry");
        }
        var kind = kind();
        return new Entry(
                name,
                login.orElse("rds-secret-" + name),
                new Entry.Place(text("S3", "source_bucket"), text("S3", "source_key")),
                destination(),
                new DatabaseServer(kind, text("Database", "endpoint"), port(kind)),
                webhook());
    }

    private Entry.Place destination() {
        var destination = new Entry.Place(text("S3", "destination_bucket"), text("S3", "destination_file"));
        var source = new Entry.Place(text("S3", "source_bucket"), text("S3", "source_key"));
        if (destination.equals(source)) {
            throw wrong("S3.destination_file", "is the JSON object itself", "name another bucket or key");
        }
        if (destination.key().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw wrong("S3.destination_file", "is too long for the names beside it", "shorten it");
        }
        return destination;
    }

    private DatabaseKind kind() {
        var written = text("Database", "dbtype");
        return DatabaseKind.of(written)
                .orElseThrow(() -> wrong("Database.dbtype", "is " + written, "use mysql, mariadb or postgresql"));
    }

    private int port(DatabaseKind kind) {
        var node = entry.path("Database").path("port");
        if (node.isMissingNode() || node.isNull() || node.asText().isBlank()) {
            return kind.usualPort();
        }
        try {
            var port = Integer.parseInt(node.asText().strip());
            if (port >= 1 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw wrong("Database.port", "is " + node.asText(), "use a number such as " + kind.usualPort());
        }
        throw wrong("Database.port", "is " + node.asText(), "use a number between 1 and " + LAST_PORT);
    }

    /** The address is not shown even when it is wrong, as it may only be misspelt. */
    private String webhook() {
        var node = entry.path("slack").path("slack_webhook");
        if (node.isMissingNode() || node.isNull() || node.asText().isBlank()) {
            return null;
        }
        var address = node.asText().strip();
        try {
            var parsed = new URI(address);
            if (node.isTextual() && parsed.getHost() != null && SCHEMES.contains(parsed.getScheme())) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The cause would show the address.
            throw webhookWrong();
        }
        throw webhookWrong();
    }

    private InvalidInputException webhookWrong() {
        return wrong(
                "slack.slack_webhook",
                "(value hidden) is not the address of a webhook",
                "copy it whole from Slack, beginning with https://, or leave it out");
    }

    private String text(String block, String field) {
        var fields = entry.path(block);
        if (!fields.isObject()) {
            throw wrong(
                    block, fields.isMissingNode() ? "is missing" : "is no object", "write {\"" + field + "\": ...}");
        }
        var value = fields.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            var what = value.isMissingNode() ? "is missing" : value.isTextual() ? "is empty" : "is no text";
            throw wrong(block + "." + field, what, "write it as a text in quotes");
        }
        return value.asText().strip();
    }

    private InvalidInputException wrong(String field, String what, String remedy) {
        return new InvalidInputException("entry " + name + ": " + field + " " + what + "; " + remedy);
    }
}
