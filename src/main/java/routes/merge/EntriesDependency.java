package routes.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.services.s3.S3Client;

import routes.merge.database.DatabaseConnections;
import routes.merge.database.TableName;
import routes.merge.database.Tables;
import routes.merge.secrets.Logins;
import routes.shared.Dependency;
import routes.shared.EventBuckets;
import routes.shared.InvalidInputException;

/** Whether the file of entries is sound, and each entry's secret, object and table can be read. */
@ApplicationScoped
class EntriesDependency implements Dependency {

    private final MergeConfig config;
    private final ConfigFile file;
    private final Logins logins;
    private final DatabaseConnections databases;
    private final S3Client store;
    private final Entries entries;
    private final EventBuckets buckets;

    EntriesDependency(
            MergeConfig config,
            ConfigFile file,
            Logins logins,
            DatabaseConnections databases,
            S3Client store,
            Entries entries,
            EventBuckets buckets) {
        this.config = config;
        this.file = file;
        this.logins = logins;
        this.databases = databases;
        this.store = store;
        this.entries = entries;
        this.buckets = buckets;
    }

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public List<Finding> check() throws IOException {
        if (config.configFile().isEmpty()) {
            return List.of();
        }
        var where = config.configFile().get();
        var read = EntryFile.read(where, file.read(where), config.entries());
        var findings = new ArrayList<Finding>();
        read.mistakes().forEach(mistake -> findings.add(Finding.broken(where, mistake)));
        read.warnings().forEach(warning -> findings.add(Finding.warning(where, warning)));
        read.entries().forEach(entry -> {
            findings.add(entries.refusal(entry)
                    .map(reason -> Finding.broken("entry " + entry, reason))
                    .orElseGet(() -> look(entry)));
            if (isInVain(entry)) {
                findings.add(Finding.warning(
                        "events of entry " + entry,
                        "it waits for events of " + entry.source() + ", which are not asked for; watch the bucket"
                                + " with routes.intake.buckets.NAME.bucket="
                                + entry.source().bucket()
                                + ", unless something else sends them"));
            }
        });
        return findings;
    }

    private boolean isInVain(Entry entry) {
        return config.entries().get(entry.name()).onEvent()
                && !buckets.watches(entry.source().bucket(), entry.source().key());
    }

    private Finding look(Entry entry) {
        var what = "entry " + entry;
        var settings = config.entries().get(entry.name());
        try (var merge = new MergeUnderWay(entry, settings, 0)) {
            merge.in(Box.FETCH_CREDENTIALS, () -> merge.use(logins.fresh(merge.secret())));
            merge.in(Box.READ_JSON, () -> merge.json = PinnedJson.of(store, entry.source()));
            merge.in(Box.READ_TABLE, () -> {
                databases.open(merge.session);
                merge.table = TableName.find(merge.session);
                merge.rows = Tables.open(merge.session, merge.table, settings.fetchSize());
            });
            merge.in(Box.CHECK_ID_COLUMNS, () -> IdColumns.check(merge));
            return Finding.good(what, entry.source() + " and the table " + merge.table + " can be read");
        } catch (IOException | InvalidInputException e) {
            return Finding.broken(what, e.getMessage());
        }
    }
}
