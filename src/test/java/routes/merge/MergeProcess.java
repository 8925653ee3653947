package routes.merge;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import routes.merge.database.DatabaseKind;
import routes.merge.database.JdbcTables;
import routes.merge.database.TableName;
import routes.merge.join.MergeOutputs;
import routes.merge.join.MergeRules;
import routes.merge.join.MergeSummary;
import routes.merge.join.Merger;
import routes.merge.json.JsonSource;
import routes.merge.row.CsvText;

/**
 * A merge in a process of its own, so that its time and memory can be measured. Arguments: the JSON's file, the table's JDBC
 * URL, user, password, schema and name, and the directory for what comes of it. If the JSON is {@code s3://bucket/key}, the
 * store's endpoint, access key and secret follow. Prints the seconds and the summary.
 */
public final class MergeProcess {

    /**
     * Held, because a logger that nobody holds forgets its level. Without the application everything is logged: the traces
     * of the driver and of the client of S3 would cost more than the merge.
     */
    private static final Logger LOGS = Logger.getLogger("");

    /** What routes.merge.part-size is by default. */
    private static final int PART_SIZE = 8 * 1024 * 1024;

    private MergeProcess() {}

    private record JsonFile(Path file) implements JsonSource {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long size() {
            return file.toFile().length();
        }
    }

    private record FileOutputs(Path directory) implements MergeOutputs {

        @Override
        public OutputStream csv() throws IOException {
            return file("merged.csv");
        }

        @Override
        public OutputStream unmatched() throws IOException {
            return file("unmatched.csv");
        }

        @Override
        public OutputStream rejects() throws IOException {
            return file("rejects.jsonl");
        }

        private OutputStream file(String name) throws IOException {
            return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1);
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        LOGS.setLevel(Level.WARNING);
        var begin = System.nanoTime();
        var directory = Path.of(arguments[6]);
        MergeSummary summary;
        if (arguments[0].startsWith("s3://")) {
            summary = mergeInStore(URI.create(arguments[0]), arguments, directory);
        } else {
            summary = merge(arguments, new JsonFile(Path.of(arguments[0])), new FileOutputs(directory), directory);
        }
        System.out.printf(Locale.ROOT, "%.3f%n%s%n", (System.nanoTime() - begin) / 1e9, summary);
    }

    private static MergeSummary merge(String[] arguments, JsonSource json, MergeOutputs outputs, Path directory)
            throws IOException, SQLException {
        var kind = arguments[1].startsWith("jdbc:postgresql") ? DatabaseKind.POSTGRESQL : DatabaseKind.MARIADB;
        try (var connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            var rules = MergeRules.of("id");
            var table = JdbcTables.of(connection, kind, new TableName(arguments[4], arguments[5]), rules.fetchSize());
            return new Merger().merge(rules, json, table, outputs, directory);
        }
    }

    /** From the store and to the bucket that it comes from, as the pipeline does it. */
    private static MergeSummary mergeInStore(URI object, String[] arguments, Path directory)
            throws IOException, SQLException {
        var login = StaticCredentialsProvider.create(AwsBasicCredentials.create(arguments[8], arguments[9]));
        try (var store = S3Client.builder()
                .endpointOverride(URI.create(arguments[7]))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(login)
                .build()) {
            var source = new Entry.Place(object.getHost(), object.getPath().substring(1));
            var destination = new Entry.Place(object.getHost(), "merged.csv");
            try (var outputs = new StagedOutputs(store, destination, PART_SIZE)) {
                var summary = merge(arguments, PinnedJson.of(store, source), outputs, directory);
                outputs.finish();
                outputs.publish(List.of(), new CsvText(false));
                return summary;
            }
        }
    }
}
