package routes.merge;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Fetches logins, and keeps each for a while. Safe for concurrent use. */
@ApplicationScoped
class Logins {

    private final MergeConfig config;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private SecretStore store;

    private record Kept(SecretStore.Version secret, Instant until) {}

    Logins(MergeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The entry's login, perhaps one that was fetched a while ago. */
    Login of(Entry entry) throws IOException {
        var known = kept.get(entry.login());
        return known != null && clock.instant().isBefore(known.until()) ? login(entry, known.secret()) : fresh(entry);
    }

    /** The entry's login as it is now: for when the one that was kept is refused. */
    Login fresh(Entry entry) throws IOException {
        kept.remove(entry.login());
        var secret = store().fetch(entry.login());
        var login = login(entry, secret);
        kept.put(
                entry.login(),
                new Kept(secret, clock.instant().plus(config.secrets().cache())));
        return login;
    }

    private Login login(Entry entry, SecretStore.Version secret) {
        return Login.of(entry, secret, config.entries().get(entry.name()));
    }

    /** Only when it is needed: without credentials of AWS its client cannot be made. */
    private synchronized SecretStore store() {
        if (store == null) {
            store = config.secrets()
                    .directory()
                    .<SecretStore>map(FileSecrets::new)
                    .orElseGet(() -> new AwsSecrets(config.secrets()));
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
