package routes.merge;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import org.apache.camel.quarkus.main.events.BeforeStart;
import org.jboss.logging.Logger;

import routes.engine.RouteTemplates;
import routes.shared.InvalidInputException;

/**
 * Makes a route for each entry of the file. A file that cannot be read for now, because the store is away, is asked for
 * again until it can, so that nothing else waits for it.
 */
@ApplicationScoped
class EntryRoutes {

    private static final Logger LOG = Logger.getLogger(EntryRoutes.class);
    private static final String TEMPLATE = "merge.entry";

    /** Before the routes are checked, so that ours are checked too. */
    private static final int EARLY = 1;

    private final MergeConfig config;
    private final ConfigFile file;
    private final Entries entries;
    private final RouteTemplates templates;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sluice-merge-entries");
        thread.setDaemon(true);
        return thread;
    });

    EntryRoutes(MergeConfig config, ConfigFile file, Entries entries, RouteTemplates templates) {
        this.config = config;
        this.file = file;
        this.entries = entries;
        this.templates = templates;
    }

    /** Makes them before any route is started, if the file can be read by then. */
    void start(@Observes @Priority(EARLY) BeforeStart event) {
        config.configFile().ifPresent(this::makeOrTryLater);
    }

    void stop(@Observes ShutdownEvent event) {
        later.shutdownNow();
    }

    private void makeOrTryLater(String where) {
        try {
            make(EntryFile.read(where, file.read(where), config.entries()));
        } catch (IOException e) {
            LOG.warnf(
                    "no entries are merged until %s can be read; it is tried again every %d s: %s",
                    where, config.configRetry().toSeconds(), e.getMessage());
            later.schedule(() -> tryAgain(where), config.configRetry().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tryAgain(String where) {
        try {
            makeOrTryLater(where);
        } catch (InvalidInputException e) {
            LOG.errorf("no entries are merged: %s; then restart", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "no entries are merged, because the routes could not be made");
        }
    }

    private void make(EntryFile read) {
        read.warnings().forEach(LOG::warn);
        read.mistakes().forEach(mistake -> LOG.errorf("%s; the other entries are merged", mistake));
        entries.add(read.entries());
        for (var entry : read.entries()) {
            templates.add(TEMPLATE, entry.route(), parameters(entry));
        }
        LOG.infof("entries that are merged: %s", read.entries());
    }

    private Map<String, String> parameters(Entry entry) {
        var settings = entries.settings(entry);
        return Map.of(
                "entry", entry.name(),
                "bucket", settings.onEvent() ? entry.source().bucket() : "",
                "object", settings.onEvent() ? entry.source().key() : "",
                "cron", settings.schedule().orElse(""),
                "timeZone", settings.timeZone());
    }
}
