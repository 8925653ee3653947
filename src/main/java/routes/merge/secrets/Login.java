package routes.merge.secrets;

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
public record Login(String user, String password, String database, String table, String version) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a secret.
     *
     * @throws InvalidInputException if a field is missing; the message shows none of the values
     */
    static Login of(LoginSecret secret, SecretStore.Version version) {
        var fields = parse(secret, version);
        return new Login(
                text(fields, "username").orElseThrow(() -> missing(secret, "username", "add it")),
                text(fields, "password").orElseThrow(() -> missing(secret, "password", "add it")),
                text(fields, "db_name")
                        .or(() -> text(fields, "dbname"))
                        .or(secret::database)
                        .orElseThrow(() -> missing(secret, "db_name", orSet(secret, "database"))),
                text(fields, "table_name")
                        .or(secret::table)
                        .orElseThrow(() -> missing(secret, "table_name", orSet(secret, "table"))),
                version.version());
    }

    private static JsonNode parse(LoginSecret secret, SecretStore.Version version) {
        try {
            var fields = JSON.readTree(version.text());
            if (fields.isObject()) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            // The cause would quote the secret.
            throw noObject(secret);
        }
        throw noObject(secret);
    }

    private static InvalidInputException noObject(LoginSecret secret) {
        return new InvalidInputException("the secret " + secret.name() + " (value hidden) is no JSON object; write"
                + " {\"username\": ..., \"password\": ..., \"table_name\": ..., \"db_name\": ...}");
    }

    private static Optional<String> text(JsonNode fields, String name) {
        return Optional.of(fields.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private static InvalidInputException missing(LoginSecret secret, String field, String remedy) {
        return new InvalidInputException("the secret " + secret.name() + " has no " + field + "; " + remedy);
    }

    private static String orSet(LoginSecret secret, String setting) {
        return "add it, or set routes.merge.entries." + secret.entry() + "." + setting;
    }

    @Override
    public String toString() {
        return "Login[version " + version + "]";
    }
}
