package routes.ledger;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;

import routes.shared.Secret;

/** Gives each new connection the ledger's password as it is by then, so that one from a file may change without a restart. */
@Unremovable
@ApplicationScoped
public class LedgerPassword implements CredentialsProvider {

    private final Optional<Secret<String>> password;

    LedgerPassword(LedgerConfig config) {
        password = config.password().map(configured -> Secret.text("routes.ledger.password", configured));
    }

    @Override
    public Map<String, String> getCredentials(String name) {
        return password.map(secret -> Map.of(PASSWORD_PROPERTY_NAME, secret.get()))
                .orElse(Map.of());
    }
}
