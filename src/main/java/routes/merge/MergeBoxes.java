package routes.merge;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import software.amazon.awssdk.services.s3.S3Client;

import routes.engine.Ownership;
import routes.engine.Run;
import routes.merge.database.DatabaseConnections;
import routes.merge.database.TableName;
import routes.merge.database.Tables;
import routes.merge.join.MergeRules;
import routes.merge.join.Merger;
import routes.merge.join.RecordsRejected;
import routes.merge.row.CsvText;
import routes.merge.secrets.Logins;
import routes.shared.InvalidInputException;

/**
 * The boxes of the flow. All together they are one step of a run: what they hand to each other, a snapshot and a login, is
 * neither to be kept nor of use after a crash. Doing them again gives the same output, published in one go.
 */
@Unremovable
@Named("mergeBoxes")
@ApplicationScoped
public class MergeBoxes {

    /** The rules by which a CSV is made. To be changed whenever the same inputs would give other bytes than before. */
    private static final String RULES = "merge/1";

    private final MergeConfig config;
    private final Entries entries;
    private final Logins logins;
    private final DatabaseConnections databases;
    private final S3Client store;
    private final Ownership ownership;
    private final Clock clock;

    MergeBoxes(
            MergeConfig config,
            Entries entries,
            Logins logins,
            DatabaseConnections databases,
            S3Client store,
            Ownership ownership,
            Clock clock) {
        this.config = config;
        this.entries = entries;
        this.logins = logins;
        this.databases = databases;
        this.store = store;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Begins the merge of the run's entry with the login that its secret holds. */
    public MergeUnderWay fetchCredentials(@Body Object input, @Variable("run") Run run) throws IOException {
        var entry = entries.of(run.getRoute());
        requireSame(entry, input);
        var merge = new MergeUnderWay(entry, entries.settings(entry), run.getId());
        return merge.in(
                Box.FETCH_CREDENTIALS,
                () ->
                        // Somebody may have corrected the secret since it failed.
                        merge.use(run.getAttempt() == 1 ? logins.of(merge.secret()) : logins.fresh(merge.secret())));
    }

    private static void requireSame(Entry entry, Object input) {
        if (input instanceof Map<?, ?> fields
                && fields.containsKey("entry")
                && !entry.name().equals(fields.get("entry"))) {
            throw new InvalidInputException("the input names the entry " + fields.get("entry")
                    + ", but this is the route of " + entry + "; start the route merge." + fields.get("entry"));
        }
    }

    /** Looks at the JSON object, so that from now on only this version is read. */
    public MergeUnderWay readJson(@Body MergeUnderWay merge) throws IOException {
        return merge.in(Box.READ_JSON, () -> {
            var partSize = Math.toIntExact(config.partSize().asLongValue());
            // Before the object is, so that what is made of an older one replaces nothing that was made of a newer one.
            merge.outputs = new StagedOutputs(store, merge.entry().destination(), partSize);
            merge.json = PinnedJson.of(store, merge.entry().source());
        });
    }

    /** Opens the snapshot of the table, if there is memory for the merge; otherwise nothing is held until there is. */
    public MergeUnderWay readTable(@Body MergeUnderWay merge) throws IOException {
        return merge.in(Box.READ_TABLE, () -> {
            merge.takeMemory(1, config.partSize().asLongValue());
            databases.open(merge.session);
            merge.table = TableName.find(merge.session);
            var table = Tables.open(merge.session, merge.table, merge.settings().fetchSize());
            merge.rows = new SnapshotRows(table, merge.session);
            merge.takeMemory(merge.rows.estimatedRows(), config.partSize().asLongValue());
        });
    }

    /** Sees that the table has the column by which records and rows find each other; whether records do shows when they are read. */
    public MergeUnderWay checkIdColumns(@Body MergeUnderWay merge) throws IOException {
        return merge.in(Box.CHECK_ID_COLUMNS, () -> IdColumns.check(merge));
    }

    /** Merges; nothing of it is seen yet. */
    public MergeUnderWay mergeRows(@Body MergeUnderWay merge, @Variable("run") Run run) throws IOException {
        return merge.in(Box.MERGE_ROWS, () -> {
            var rules = rules(merge);
            var scratch = Scratch.directory(config.scratchDirectory());
            try {
                merge.summary = new Merger().merge(rules, merge.json, merge.rows, merge.outputs, scratch);
            } catch (RecordsRejected e) {
                ownership.require(run);
                merge.outputs.publishRejects();
                throw BoxFailures.wrongObject(
                        merge,
                        e,
                        "; all of them are in " + merge.outputs.rejectsPlace() + "; mend them, or raise "
                                + settingsOf(merge) + ".max-rejects");
            } catch (InvalidInputException e) {
                // What cannot be merged is the object: the table's rows are what the database says they are.
                throw BoxFailures.wrongObject(merge, e, "");
            }
        });
    }

    private static MergeRules rules(MergeUnderWay merge) {
        var settings = merge.settings();
        try {
            return new MergeRules(
                    settings.idColumn(),
                    settings.emptyIsMissing(),
                    settings.csv().guardFormulas(),
                    settings.unmatchedShown(),
                    settings.maxRejects(),
                    settings.fetchSize(),
                    settings.lookUpFactor(),
                    settings.lookUpBatch());
        } catch (InvalidInputException e) {
            throw new InvalidInputException("the settings " + settingsOf(merge) + ": " + e.getMessage(), e);
        }
    }

    private static String settingsOf(MergeUnderWay merge) {
        return "routes.merge.entries." + merge.entry();
    }

    /** Lets the output be seen, and a receipt of it, unless another replica does all this by now. */
    public MergedCsv publishCsv(@Body MergeUnderWay merge, @Variable("run") Run run) throws IOException {
        var published = new MergedCsv[1];
        merge.in(Box.PUBLISH_CSV, () -> {
            merge.outputs.finish();
            ownership.require(run);
            var text = new CsvText(merge.settings().csv().guardFormulas());
            var eTag = merge.outputs.publish(merge.rows.columns(), text);
            merge.outputs.publish(Receipts.of(merge, RULES, eTag, clock.instant()));
            published[0] = Receipts.result(merge);
        });
        merge.close();
        return published[0];
    }
}
