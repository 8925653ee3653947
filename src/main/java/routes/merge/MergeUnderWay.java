package routes.merge;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

import org.jboss.logging.Logger;

/**
 * One merge on its way through the boxes, with what they hand to each other and what has to be closed at its end. The box in
 * which it fails closes it. For one thread.
 */
final class MergeUnderWay implements Closeable {

    private static final Logger LOG = Logger.getLogger(MergeUnderWay.class);

    private final Entry entry;
    private final MergeConfig.EntrySettings settings;
    private final Attempt attempt;

    Login login;
    PinnedJson json;
    Connection connection;
    TableName table;
    TableSource rows;
    StagedOutputs outputs;
    Scratch scratch;
    MergeSummary summary;

    /**
     * The attempt that it is.
     *
     * @param runId the run
     * @param number from 1
     * @param last whether a failure parks the run, whatever it is
     */
    record Attempt(long runId, int number, boolean last) {}

    /** What a box does. */
    interface Work {

        void run() throws IOException, SQLException;
    }

    MergeUnderWay(Entry entry, MergeConfig.EntrySettings settings, Attempt attempt) {
        this.entry = entry;
        this.settings = settings;
        this.attempt = attempt;
    }

    Entry entry() {
        return entry;
    }

    MergeConfig.EntrySettings settings() {
        return settings;
    }

    Attempt attempt() {
        return attempt;
    }

    /**
     * Does the work of a box.
     *
     * @throws routes.shared.InvalidInputException for what does not heal, or has not after the last attempt
     * @throws IOException for what may heal; either names the box, the cause and what to do
     */
    MergeUnderWay in(Box box, Work work) throws IOException {
        try {
            work.run();
            return this;
        } catch (IOException | SQLException | RuntimeException e) {
            closeAfter(e);
            throw BoxFailures.explain(this, box, e);
        } catch (Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "what was begun could not be thrown away");
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        var unpublished = outputs;
        var files = scratch;
        outputs = null;
        scratch = null;
        disconnect();
        try (unpublished;
                files) {
            // Each is closed, whatever the other does.
        }
    }

    private void disconnect() {
        var open = connection;
        connection = null;
        try (open) {
            // It only read.
        } catch (SQLException e) {
            LOG.debugf(e, "a connection of %s could not be closed", entry);
        }
    }
}
