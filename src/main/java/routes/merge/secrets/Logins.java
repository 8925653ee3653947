package routes.merge.secrets;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.InvalidInputException;

/**
 * Fetches logins, and keeps each for a while. Knows which a database has refused, so that nobody tries one again and again and
 * thereby locks its account, while a rotation is under way that changes database and secret one after the other. Safe for
 * concurrent use.
 */
@ApplicationScoped
public class Logins {

    private final SecretsConfig config;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();
    private SecretStore store;

    private record Refused(String version, Instant until) {}

    private record Kept(SecretStore.Version version, Instant until) {}

    /** @param clock tells how long a secret was kept */
    public Logins(SecretsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * The login for a run that begins, perhaps one that was fetched a while ago.
     *
     * @throws InvalidInputException if the secret is not there, may not be read, or lacks something
     * @throws IOException if it cannot be fetched for now
     */
    public Login of(LoginSecret secret) throws IOException {
        refused.computeIfPresent(
                secret.entry(), (entry, last) -> clock.instant().isBefore(last.until()) ? last : null);
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

    /** Whether this login was refused not long ago, and is not to be tried before {@link #refusedUntil}. */
    public boolean isRefused(LoginSecret secret, Login login) {
        var last = refused.get(secret.entry());
        return last != null
                && last.version().equals(login.version())
                && clock.instant().isBefore(last.until());
    }

    /** When it is tried again, or given up. */
    public Instant refusedUntil(LoginSecret secret) {
        var last = refused.get(secret.entry());
        return last == null ? clock.instant() : last.until();
    }

    /**
     * Notes that the entry's database has refused a login.
     *
     * @return false if that has gone on for longer than a rotation takes, so that waiting is of no use
     */
    public boolean refused(LoginSecret secret, Login login) {
        var now = clock.instant();
        var last = refused.get(secret.entry());
        if (last != null && !now.isBefore(last.until())) {
            refused.remove(secret.entry());
            return false;
        }
        var until = last == null ? now.plus(config.rotation()) : last.until();
        refused.put(secret.entry(), new Refused(login.version(), until));
        return true;
    }

    /** Notes that the entry's database has let one in. */
    public void accepted(LoginSecret secret) {
        refused.remove(secret.entry());
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
