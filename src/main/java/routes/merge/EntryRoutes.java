package routes.merge;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.engine.RouteTemplates;
import routes.shared.InvalidInputException;

/** Makes a route for each entry of the file, and sees that they are those of the file when it changes. For one thread at a time. */
@ApplicationScoped
class EntryRoutes {

    private static final Logger LOG = Logger.getLogger(EntryRoutes.class);
    private static final String TEMPLATE = "merge.entry";

    private final Entries entries;
    private final RouteTemplates templates;

    EntryRoutes(Entries entries, RouteTemplates templates) {
        this.entries = entries;
        this.templates = templates;
    }

    /**
     * Makes, changes and removes routes. An entry that has a mistake now stays as it was.
     *
     * @return whether all of that is done; otherwise runs have to end before
     */
    boolean follow(EntryFile file) {
        var done = true;
        for (var entry : file.entries()) {
            try {
                done &= put(entry);
            } catch (InvalidInputException e) {
                // What is wrong with one stops no other.
                entries.refuse(entry, e.getMessage());
                LOG.errorf(
                        "entry %s is not merged: %s; correct it in routes.merge.config-file or in"
                                + " routes.merge.entries.%s. The other entries are merged",
                        entry, e.getMessage(), entry);
            }
        }
        for (var entry : entries.all()) {
            if (!file.names().contains(entry.name())) {
                done &= drop(entry);
            }
        }
        return done;
    }

    private boolean put(Entry entry) {
        var former = entries.known(entry);
        if (entries.refusal(entry).isPresent()) {
            return true;
        }
        if (former == null) {
            make(entry);
        } else if (!entry.equals(former)) {
            if (parameters(entry).equals(parameters(former))) {
                entries.put(entry);
            } else if (remove(former)) {
                make(entry);
            } else {
                return false;
            }
            LOG.infof("entry %s has changed, and is merged as it is now", entry);
        }
        return true;
    }

    private void make(Entry entry) {
        // Its first run may come at once.
        entries.put(entry);
        templates.add(TEMPLATE, entry.route(), parameters(entry));
    }

    private boolean drop(Entry entry) {
        var gone = remove(entry);
        if (gone) {
            LOG.infof("entry %s is merged no more", entry);
        }
        return gone;
    }

    private boolean remove(Entry entry) {
        if (!templates.removeIdle(entry.route())) {
            return false;
        }
        entries.remove(entry);
        return true;
    }

    private Map<String, String> parameters(Entry entry) {
        var settings = entries.settings(entry);
        return Map.of(
                "entry", entry.name(),
                "bucket", settings.onEvent() ? entry.source().bucket() : "",
                "object", settings.onEvent() ? entry.source().key() : "",
                "cron", settings.schedule().orElse(""),
                "timeZone", settings.timeZone(),
                "attempts", Integer.toString(entries.attempts(entry)));
    }
}
