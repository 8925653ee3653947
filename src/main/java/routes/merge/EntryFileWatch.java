package routes.merge;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import org.apache.camel.quarkus.main.events.BeforeStart;
import org.jboss.logging.Logger;

import routes.shared.InvalidInputException;

/**
 * Reads the file of entries at the start and now and then again. A file that cannot be read, because the store is away or
 * somebody has broken it, changes nothing.
 */
@ApplicationScoped
class EntryFileWatch {

    private static final Logger LOG = Logger.getLogger(EntryFileWatch.class);

    /** Before the routes are checked, so that ours are checked too. */
    private static final int EARLY = 1;

    private final MergeConfig config;
    private final ConfigFile file;
    private final EntryRoutes routes;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sluice-merge-entries");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> warned = new HashSet<>();
    private byte[] known;
    private boolean followed;
    private String told;

    EntryFileWatch(MergeConfig config, ConfigFile file, EntryRoutes routes) {
        this.config = config;
        this.file = file;
        this.routes = routes;
    }

    /** Makes the routes before any is started, if the file can be read by then; others than ours do not wait for that. */
    void start(@Observes @Priority(EARLY) BeforeStart event) {
        config.configFile().ifPresent(this::lookAndLater);
    }

    void stop(@Observes ShutdownEvent event) {
        later.shutdownNow();
    }

    private void lookLater(String where) {
        var pause = known == null ? config.configRetry() : config.refresh();
        later.schedule(() -> lookAndLater(where), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAndLater(String where) {
        try {
            look(where);
            told = null;
        } catch (IOException e) {
            tellAway(where, e);
        } catch (InvalidInputException e) {
            tell(Logger.Level.ERROR, state() + " until this is mended: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "the entries that are merged could not be brought up to date");
        } finally {
            lookLater(where);
        }
    }

    private void look(String where) throws IOException {
        var content = file.read(where);
        var isNew = !Arrays.equals(content, known);
        if (!isNew && followed) {
            return;
        }
        var read = EntryFile.read(where, content, config.entries());
        known = content;
        followed = false;
        if (isNew) {
            read.warnings().stream().filter(warned::add).forEach(LOG::warn);
            read.mistakes().forEach(mistake -> LOG.errorf("%s; the other entries are merged", mistake));
            LOG.infof("entries that are merged: %s", read.entries());
        }
        followed = routes.follow(read);
    }

    private void tellAway(String where, IOException failure) {
        tell(Logger.Level.WARN, state() + " until " + where + " can be read: " + failure.getMessage());
    }

    private String state() {
        return known == null ? "no entries are merged" : "the entries that are merged stay as they are";
    }

    /** Once, as long as it lasts. */
    private void tell(Logger.Level level, String trouble) {
        if (!trouble.equals(told)) {
            LOG.log(level, trouble);
            told = trouble;
        }
    }
}
