package routes.merge;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Looks whether the file still holds what only the provisioning of secrets needed. The block names the fields of a secret,
 * or, where somebody was careless, their values; which of both is told by the names that the sample file has.
 */
final class ProvisionedSecrets {

    private static final Set<String> PLACEHOLDERS = Set.of(
            "username",
            "password",
            "table_name",
            "db_name",
            "dbname",
            "db_username",
            "db_password",
            "database_name",
            "changeme",
            "xxx");

    private ProvisionedSecrets() {}

    /** Fields whose values look real; the values themselves are told to nobody. */
    static Set<String> realValues(JsonNode entry) {
        var fields = new TreeSet<String>();
        for (var field : new String[] {"username", "password", "table_name", "db_name"}) {
            var value = entry.path("SecretsManager").path(field).asText("").strip();
            if (!value.isEmpty() && !isPlaceholder(value)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static boolean isPlaceholder(String value) {
        return PLACEHOLDERS.contains(value.toLowerCase(Locale.ROOT))
                || value.startsWith("${")
                || value.startsWith("<")
                || value.chars().allMatch(character -> character == '*');
    }
}
