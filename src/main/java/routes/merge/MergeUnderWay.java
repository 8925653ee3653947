package routes.merge;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

import org.jboss.logging.Logger;

import routes.merge.database.DatabaseSession;
import routes.merge.database.TableName;
import routes.merge.join.MergeMemory;
import routes.merge.join.MergeSummary;
import routes.merge.join.TableSource;
import routes.merge.secrets.Login;
import routes.merge.secrets.LoginSecret;
import routes.shared.LaterException;

/**
 * One merge on its way through the boxes, with what they hand to each other and what has to be closed at its end. The box in
 * which it fails closes it. For one thread.
 */
final class MergeUnderWay implements Closeable {

    private static final Logger LOG = Logger.getLogger(MergeUnderWay.class);

    /** How soon a merge for which there is no memory looks again. */
    private static final Duration MEMORY_AGAIN = Duration.ofSeconds(5);

    private final Entry entry;
    private final MergeConfig.EntrySettings settings;
    private final long runId;
    private final MergeMemory memory = MergeMemory.none();

    DatabaseSession session;
    PinnedJson json;
    TableName table;
    TableSource rows;
    StagedOutputs outputs;
    MergeSummary summary;

    /** What a box does. */
    interface Work {

        void run() throws IOException, SQLException;
    }

    MergeUnderWay(Entry entry, MergeConfig.EntrySettings settings, long runId) {
        this.entry = entry;
        this.settings = settings;
        this.runId = runId;
    }

    Entry entry() {
        return entry;
    }

    MergeConfig.EntrySettings settings() {
        return settings;
    }

    /** Where its login is. */
    LoginSecret secret() {
        return new LoginSecret(entry.login(), entry.name(), settings.table(), settings.database());
    }

    /** Takes the login with which it comes to its table. */
    void use(Login login) {
        session = new DatabaseSession(entry.database(), secret(), login, settings.connection());
    }

    /** The run that it belongs to. */
    long runId() {
        return runId;
    }

    /**
     * Does the work of a box.
     *
     * @throws routes.shared.InvalidInputException for what does not heal
     * @throws IOException for what may heal; either names the box, the cause and what to do
     */
    MergeUnderWay in(Box box, Work work) throws IOException {
        try {
            work.run();
            return this;
        } catch (LaterException e) {
            closeAfter(e);
            throw e;
        } catch (IOException | SQLException | RuntimeException e) {
            closeAfter(e);
            throw BoxFailures.explain(this, box, e);
        } catch (Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /**
     * Takes the memory that the merge needs with so many rows.
     *
     * @throws LaterException if others have it
     */
    void takeMemory(long rows, long partSize) throws IOException {
        if (!memory.grow(MergeMemory.needed(json.size(), rows, partSize))) {
            throw new LaterException(
                    "the merge of " + entry + " waits for others, since there is no memory for it beside them",
                    MEMORY_AGAIN);
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
        var connected = session;
        outputs = null;
        try (memory;
                unpublished;
                connected) {
            // Each is closed, whatever the other does.
        }
    }
}
