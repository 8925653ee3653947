package routes.merge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.Unremovable;

import routes.shared.InvalidInputException;
import routes.shared.WebhookSource;

/** The entries that are merged, by the routes that do so. Safe for concurrent use. */
@Unremovable
@ApplicationScoped
class Entries implements WebhookSource {

    private final Map<String, Entry> byRoute = new ConcurrentHashMap<>();
    private final Map<Entry, String> refused = new ConcurrentHashMap<>();
    private final MergeConfig config;

    Entries(MergeConfig config) {
        this.config = config;
    }

    /** Adds an entry, in the place of the one of its name if there is one. */
    void put(Entry entry) {
        byRoute.put(entry.route(), entry);
        refused.keySet().removeIf(other -> other.name().equals(entry.name()));
    }

    /** Takes note why an entry is not merged, although nothing in it is wrong. */
    void refuse(Entry entry, String reason) {
        byRoute.remove(entry.route(), entry);
        refused.put(entry, reason);
    }

    /** Why that entry is not merged, if that is so. */
    Optional<String> refusal(Entry entry) {
        return Optional.ofNullable(refused.get(entry));
    }

    /** The entry of that name as it is known, or null. */
    Entry known(Entry entry) {
        return byRoute.get(entry.route());
    }

    void remove(Entry entry) {
        byRoute.remove(entry.route(), entry);
    }

    Collection<Entry> all() {
        return List.copyOf(byRoute.values());
    }

    /**
     * The entry of a route.
     *
     * @throws InvalidInputException if it is not configured any more
     */
    Entry of(String route) {
        return Optional.ofNullable(byRoute.get(route))
                .orElseThrow(() -> new InvalidInputException(
                        "no entry belongs to the route " + route + "; see what routes.merge.config-file names"));
    }

    /** How often a run of an entry is tried. */
    int attempts(Entry entry) {
        return settings(entry).attempts().orElse(config.attempts());
    }

    /** What is set for an entry, or the defaults. */
    MergeConfig.EntrySettings settings(Entry entry) {
        return config.entries().get(entry.name());
    }

    @Override
    public Optional<NamedWebhook> webhook(String channel) {
        return Optional.ofNullable(byRoute.get(channel))
                .filter(entry -> entry.webhook() != null)
                .map(entry -> new NamedWebhook(
                        "slack_webhook of entry " + entry.name() + " in routes.merge.config-file", entry.webhook()));
    }
}
