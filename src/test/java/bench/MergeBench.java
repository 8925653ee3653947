package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import sandbox.SandboxMariaDb;
import sandbox.SandboxStore;

/**
 * How fast a JSON object is merged with a table, each way in a process of its own, on the same data and the same MariaDB:
 * the merge of this application, and its comparators. Times are from the start of a process to its end.
 */
final class MergeBench {

    private static final int SIZE = 1_000_000;
    private static final int LARGE = 10_000_000;
    private static final int RUNS = 3;
    private static final String BUCKET = "merge-bench";
    private static final String DATABASE = "merge_bench";
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Report report;
    private final boolean large;
    private final Path directory;

    /** @param large whether ten times as much is merged too */
    MergeBench(Report report, boolean large) throws IOException {
        this.report = report;
        this.large = large;
        this.directory = Files.createTempDirectory("merge-bench-");
    }

    void run() throws IOException, SQLException, InterruptedException {
        try (var mariaDb = SandboxMariaDb.started()) {
            report.say("merge: 1,000,000 records of ten fields with 1,000,000 rows of ten columns");
            var input = input(mariaDb, SIZE);
            var seconds = measureMerge(input, "merge", RUNS);
            measureFromStore(input);
            compareDuckDb(input, seconds);
            compareSpark(input, seconds);
            comparePandas(input, mariaDb, seconds);
            if (large) {
                report.say("merge: ten times as much");
                var ten = measureMerge(input(mariaDb, LARGE), "merge, ten times as much", 1);
                report.add(Figure.below("merge, time for ten times as much", ten / seconds, "times", 11));
            }
        } finally {
            MergeCommand.delete(directory);
        }
    }

    /** The arguments by which all of them are told what to merge. */
    private List<String> input(SandboxMariaDb mariaDb, int size) throws IOException, SQLException {
        var url = mariaDb.createDatabase(DATABASE);
        var data = new MergeData(size);
        try (var connection = DriverManager.getConnection(url, mariaDb.user(), mariaDb.password())) {
            data.makeTable(connection);
            if (size == SIZE) {
                MergeData.writeRows(connection, directory.resolve("rows.csv"));
            }
        }
        var json = directory.resolve("records.json");
        data.writeJson(json);
        report.say("  " + Files.size(json) / 1_000_000 + " MB of JSON");
        return List.of(
                json.toString(),
                url,
                mariaDb.user(),
                mariaDb.password(),
                DATABASE,
                MergeData.TABLE,
                directory.toString());
    }

    private double measureMerge(List<String> input, String name, int times) throws IOException, InterruptedException {
        var runs = new ArrayList<MergeCommand.Result>();
        for (var i = 0; i < times; i++) {
            runs.add(MergeCommand.java(OPTIONS, "routes.merge.MergeProcess", input));
        }
        runs.sort((one, other) -> Double.compare(one.seconds(), other.seconds()));
        var median = runs.get(times / 2);
        var resident =
                runs.stream().mapToDouble(MergeCommand.Result::resident).max().orElseThrow();
        report.add(
                times == 1
                        ? Figure.informs(name, median.seconds(), "s")
                        : Figure.below(name + ", median of " + times, median.seconds(), "s", 15));
        report.add(Figure.informs(name + ", processor time", median.processor(), "s"));
        report.add(Figure.below(name + ", resident memory, highest", resident, "MiB", 512));
        return median.seconds();
    }

    /** The way that the pipeline goes: from an S3 server, and back to it. The server works on the same processors. */
    private void measureFromStore(List<String> input) throws IOException, InterruptedException {
        try (var store = SandboxStore.started();
                var client = store.client()) {
            store.createBucket(BUCKET);
            client.putObject(request -> request.bucket(BUCKET).key("records.json"), Path.of(input.get(0)));
            var login = List.of(store.endpoint().toString(), store.accessKey(), store.secret());
            var object = "s3://" + BUCKET + "/records.json";
            var arguments = new ArrayList<>(input);
            arguments.set(0, object);
            arguments.addAll(login);
            var seconds = measureMerge(arguments, "merge, from the embedded S3 server and back to it", RUNS);
            var transfers = new ArrayList<>(
                    List.of(object, directory.resolve("merged.csv").toString()));
            transfers.addAll(login);
            var plain = MergeCommand.java(OPTIONS, "bench.PlainTransfers", transfers);
            report.add(Figure.informs("the same bytes fetched and sent, nothing else", plain.seconds(), "s"));
            report.add(Figure.informs(
                    "merge from S3 and back, time as a share of these transfers'", seconds / plain.seconds(), "times"));
        }
    }

    private void compareDuckDb(List<String> input, double seconds) throws IOException, InterruptedException {
        var database = MergeCommand.java(List.of(), "bench.MergeByDuckDb", input);
        report.add(Figure.informs("DuckDB, rows over JDBC", database.seconds(), "s"));
        report.add(Figure.informs("DuckDB, rows over JDBC, resident memory", database.resident(), "MiB"));
        report.add(Figure.below("merge, time as a share of DuckDB's", seconds / database.seconds(), "times", 2));
        var withRows = new ArrayList<>(input);
        withRows.add(directory.resolve("rows.csv").toString());
        var file = MergeCommand.java(List.of(), "bench.MergeByDuckDb", withRows);
        report.add(Figure.informs("DuckDB, rows in a CSV file already", file.seconds(), "s"));
    }

    private void compareSpark(List<String> input, double seconds) throws IOException, InterruptedException {
        var spark = MergeCommand.spark(input);
        if (spark.isEmpty()) {
            report.say("  skipped: Spark's artifacts cannot be fetched; see target/bench/spark/build.log");
            return;
        }
        report.add(Figure.informs("Spark, local", spark.get().seconds(), "s"));
        report.add(Figure.atLeast("merge, speed over Spark's", spark.get().seconds() / seconds, "times", 2));
    }

    private void comparePandas(List<String> input, SandboxMariaDb mariaDb, double seconds)
            throws IOException, InterruptedException {
        var pandas = MergeCommand.pandas(List.of(
                input.get(0),
                "127.0.0.1",
                "" + mariaDb.port(),
                mariaDb.user(),
                mariaDb.password(),
                DATABASE,
                MergeData.TABLE,
                directory.toString()));
        if (pandas.isEmpty()) {
            report.say("  skipped: there is no python3 here that can fetch pandas; see target/bench/pandas/build.log");
            return;
        }
        report.add(Figure.informs("pandas, loop over the records", pandas.get().seconds(), "s"));
        report.add(Figure.atLeast("merge, speed over pandas'", pandas.get().seconds() / seconds, "times", 10));
    }
}
