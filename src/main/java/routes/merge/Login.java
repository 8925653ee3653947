package routes.merge;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;

/**
 * What a secret tells of a database: our own shape, or that of RDS, which has {@code engine}, {@code host}, {@code port} as a
 * number and {@code dbname} (https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html).
 *
 * @param user who connects; may be another after a rotation
 * @param password never to be shown
 * @param database name of the database
 * @param table name of the table, perhaps with its schema
 * @param version of the secret; may be shown
 */
record Login(String user, String password, String database, String table, String version) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a secret.
     *
     * @throws InvalidInputException if a field is missing; the message shows none of the values
     */
    static Login of(Entry entry, SecretStore.Version secret, MergeConfig.EntrySettings settings) {
        var fields = parse(entry, secret);
        return new Login(
                text(fields, "username").orElseThrow(() -> missing(entry, "username", "add it")),
                text(fields, "password").orElseThrow(() -> missing(entry, "password", "add it")),
                text(fields, "db_name")
                        .or(() -> text(fields, "dbname"))
                        .or(settings::database)
                        .orElseThrow(() -> missing(entry, "db_name", orSet(entry, "database"))),
                text(fields, "table_name")
                        .or(settings::table)
                        .orElseThrow(() -> missing(entry, "table_name", orSet(entry, "table"))),
                secret.version());
    }

    private static JsonNode parse(Entry entry, SecretStore.Version secret) {
        try {
            var fields = JSON.readTree(secret.text());
            if (fields.isObject()) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            // The cause would quote the secret.
            throw noObject(entry);
        }
        throw noObject(entry);
    }

    private static InvalidInputException noObject(Entry entry) {
        return new InvalidInputException("the secret " + entry.login() + " (value hidden) is no JSON object; write"
                + " {\"username\": ..., \"password\": ..., \"table_name\": ..., \"db_name\": ...}");
    }

    private static Optional<String> text(JsonNode fields, String name) {
        return Optional.of(fields.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private static InvalidInputException missing(Entry entry, String field, String remedy) {
        return new InvalidInputException("the secret " + entry.login() + " has no " + field + "; " + remedy);
    }

    private static String orSet(Entry entry, String setting) {
        return "add it, or set routes.merge.entries." + entry.name() + "." + setting;
    }

    @Override
    public String toString() {
        return "Login[version " + version + "]";
    }
}
