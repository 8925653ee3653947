package routes.external;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import routes.shared.InvalidInputException;
import routes.shared.Secret;

/**
 * Looks up the secrets that a step names, at the moment it begins. So the ledger holds their names only, and a renewed one is taken
 * without a restart.
 */
@ApplicationScoped
public class Secrets {

    private static final String FILE = "file:";

    private final Config config;

    public Secrets(Config config) {
        this.config = config;
    }

    /**
     * The values of a table of references.
     *
     * @param references by name, each the key of a setting, the name of an environment variable, or {@code file:/path}
     * @throws InvalidInputException if there is no such setting or file
     */
    public Map<String, String> values(Map<String, String> references) {
        var values = new LinkedHashMap<String, String>();
        references.forEach((name, reference) -> values.put(name, value(name, reference)));
        return values;
    }

    private String value(String name, String reference) {
        var what = "the secret " + name + " (" + reference + ")";
        if (reference.startsWith(FILE)) {
            return Secret.text(what, reference).get();
        }
        var value = config.getOptionalValue(reference, String.class)
                .orElseThrow(() -> new InvalidInputException("the secret " + name + " is looked for in the setting "
                        + reference + ", which does not exist: set it, or name another"));
        return Secret.text(what, value).get();
    }
}
