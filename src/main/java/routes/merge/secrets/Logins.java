package routes.merge.secrets;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.InvalidInputException;

/** Fetches logins, and keeps each for a while. Safe for concurrent use. */
@ApplicationScoped
public class Logins {

    private final SecretsConfig config;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private SecretStore store;

    private record Kept(SecretStore.Version version, Instant until) {}

    /** @param clock tells how long a secret was kept */
    public Logins(SecretsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * The login, perhaps one that was fetched a while ago.
     *
     * @throws InvalidInputException if the secret is not there, may not be read, or lacks something
     * @throws IOException if it cannot be fetched for now
     */
    public Login of(LoginSecret secret) throws IOException {
        var known = kept.get(secret.name());
        return known != null && clock.instant().isBefore(known.until())
                ? Login.of(secret, known.version())
                : fresh(secret);
    }

    /**
     * The login as it is now: for when the one that was kept is refused.
     *
     * @throws InvalidInputException if the secret is not there, may not be read, or lacks something
     * @throws IOException if it cannot be fetched for now
     */
    public Login fresh(LoginSecret secret) throws IOException {
        kept.remove(secret.name());
        var version = store().fetch(secret.name());
        var login = Login.of(secret, version);
        kept.put(secret.name(), new Kept(version, clock.instant().plus(config.cache())));
        return login;
    }

    /** Only when it is needed: without credentials of AWS its client cannot be made. */
    private synchronized SecretStore store() {
        if (store == null) {
            store = config.directory().<SecretStore>map(FileSecrets::new).orElseGet(() -> new AwsSecrets(config));
        }
        return store;
    }

    @PreDestroy
    void close() {
        if (store instanceof AwsSecrets aws) {
            aws.close();
        }
    }
}
