package routes.merge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;

import routes.merge.database.DatabaseConfig;
import routes.merge.database.OwnConnection;
import routes.merge.secrets.SecretsConfig;

/** Settings of the merge pipeline. */
@ConfigMapping(prefix = "routes.merge")
public interface MergeConfig {

    /** The file with the entries, {@code configs.json}, as a path or as {@code s3://bucket/key}; without it there are none. */
    Optional<String> configFile();

    /** How soon a file that could not be read at the start is read again. */
    @WithDefault("30s")
    Duration configRetry();

    /** How often the file is read again, so that entries come, change and go without a restart. */
    @WithDefault("1m")
    Duration refresh();

    /** How often a run is tried before it is parked, with waits that double; 0 is any number. What is away is waited for, and counts not. */
    @WithDefault("8")
    int attempts();

    /** Directory on a local disk for what does not fit in memory, about three times the data; without it, that for temporary files. */
    Optional<Path> scratchDirectory();

    /** Size of an upload's parts, at least 5 MiB by the rules of S3; an output may have 10,000 of them. */
    @WithDefault("8M")
    MemorySize partSize();

    /** Settings of single entries, by their names in the file; an entry without any has the defaults. */
    @WithDefaults
    Map<String, EntrySettings> entries();

    /** How databases are reached. */
    DatabaseConfig database();

    /** Where users and passwords of databases come from. */
    SecretsConfig secrets();

    /** Settings of one entry. */
    interface EntrySettings {

        /** When the entry is merged, as a cron expression of five fields; without it, at no set time. */
        Optional<String> schedule();

        /** Zone in which the schedule is meant. */
        @WithDefault("UTC")
        String timeZone();

        /** Whether each new version of the JSON object is merged; its bucket has to be watched by intake. */
        @WithDefault("false")
        boolean onEvent();

        /** Name of the secret with user, password, table and database; without it, {@code rds-secret-NAME}. */
        Optional<String> login();

        /** Name of the table, if its secret names none. */
        Optional<String> table();

        /** Name of the database, if its secret names none. */
        Optional<String> database();

        /** How its database is reached, where that differs from {@code routes.merge.database}. */
        OwnConnection connection();

        /** How often a run of it is tried, if that differs from {@code routes.merge.attempts}. */
        OptionalInt attempts();

        /** Column by which records and rows find each other. */
        @WithDefault("id")
        String idColumn();

        /** Whether an empty text in the JSON counts as missing, as null and absent values do. */
        @WithDefault("false")
        boolean emptyIsMissing();

        /** How many records may be rejected before the run is parked; by default the first one parks it. */
        @WithDefault("0")
        long maxRejects();

        /** How many ids of unmatched rows are named on Slack. */
        @WithDefault("20")
        int unmatchedShown();

        /** Rows that the database hands over at once. */
        @WithDefault("5000")
        int fetchSize();

        /** From how many rows for each record on these are looked up by their ids, rather than the whole table joined. */
        @WithDefault("20")
        int lookUpFactor();

        /** Ids that are looked up by one query. */
        @WithDefault("500")
        int lookUpBatch();

        /** How the CSV is written. */
        Csv csv();
    }

    /** How a CSV is written. */
    interface Csv {

        /** Whether a cell that a spreadsheet would compute gets an apostrophe before it. */
        @WithDefault("false")
        boolean guardFormulas();
    }
}
