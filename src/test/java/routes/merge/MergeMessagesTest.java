package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import routes.engine.Failures;
import routes.merge.database.DatabaseFailures;
import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.merge.database.TableName;
import routes.merge.join.ColumnKind;
import routes.merge.join.MergeSummary;
import routes.merge.join.TableColumn;
import routes.merge.row.CsvText;
import routes.merge.secrets.Login;
import routes.shared.InvalidInputException;

/** What people are told, as scenarios/merge/messages has it. */
class MergeMessagesTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios/merge/messages");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private static SandboxStore server;
    private static S3Client store;

    record Told(String scenario, Given given, Then then) {

        record Given(
                long records,
                long matched,
                long rejected,
                long rows,
                long duplicateRows,
                long unmatchedRows,
                List<String> unmatchedIds) {}

        record Then(String report, String success, String receipt) {}

        @Override
        public String toString() {
            return scenario;
        }
    }

    record Failure(String scenario, Given given, Then then) {

        record Given(Refusal database, String password, Answer store, String object) {}

        record Refusal(String state, int code, String says) {}

        record Answer(int status, String says) {}

        record Then(String outcome, String error) {}

        @Override
        public String toString() {
            return scenario;
        }
    }

    @BeforeAll
    static void start() {
        server = SandboxStore.started();
        store = server.client();
        server.createBucket("source");
        server.createBucket("destination");
        store.putObject(request -> request.bucket("source").key("input.json"), RequestBody.fromString("[]"));
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    static Stream<Told> told() throws IOException {
        return YAML.readValue(SCENARIOS.resolve("told.yaml").toFile(), new TypeReference<List<Told>>() {}).stream();
    }

    static Stream<Failure> failures() throws IOException {
        return YAML
                .readValue(SCENARIOS.resolve("failures.yaml").toFile(), new TypeReference<List<Failure>>() {})
                .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void tells_what_it_came_to(Told scenario) throws IOException {
        // Given
        var merge = merged(scenario.given());

        // When
        var eTag = merge.outputs.publish(List.of(new TableColumn("id", ColumnKind.NUMBER)), new CsvText(false));

        // Then
        var then = scenario.then();
        if (then.receipt() != null) {
            var receipt = Receipts.of(merge, "merge/1", eTag, Instant.parse("2026-11-20T10:00:00Z"));
            assertThat(JSON.readTree(JSON.writeValueAsBytes(receipt))).isEqualTo(JSON.readTree(then.receipt()));
            return;
        }
        var report = SlackTexts.report(merge, merge.outputs.unmatchedKey());
        assertThat(report).isEqualTo(then.report());
        if (then.success() != null) {
            assertThat(SlackTexts.success(merge)).isEqualTo(then.success());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void tells_what_failed_and_what_to_do(Failure scenario) {
        // When
        var explained = explained(scenario.given());

        // Then
        assertThat(explained).hasMessage(scenario.then().error());
        var outcome = explained instanceof InvalidInputException
                ? "parked"
                : Failures.unreachable(explained) ? "waits" : "tried again";
        assertThat(outcome).isEqualTo(scenario.then().outcome());
    }

    private static Exception explained(Failure.Given given) {
        var merge = merge();
        try {
            return BoxFailures.explain(
                    merge, given.password() == null ? Box.MERGE_ROWS : Box.READ_TABLE, failure(merge, given));
        } catch (InvalidInputException e) {
            return e;
        }
    }

    private static Exception failure(MergeUnderWay merge, Failure.Given given) {
        if (given.database() != null) {
            var refusal = given.database();
            return new SQLException(refusal.says(), refusal.state(), refusal.code());
        }
        if (given.password() != null) {
            return given.password().equals("refused")
                    ? DatabaseFailures.refusedForNow(merge.session, Instant.parse("2026-11-20T10:05:00Z"))
                    : DatabaseFailures.refusedForLong(merge.session, new SQLException("Access denied", "28000", 1045));
        }
        if (given.store() != null) {
            var answer = S3Exception.builder()
                    .message(given.store().says())
                    .statusCode(given.store().status())
                    .build();
            return new BoxFailure(Box.PUBLISH_CSV, answer);
        }
        return BoxFailures.wrongObject(merge, new InvalidInputException(given.object()), "");
    }

    private static MergeUnderWay merged(Told.Given given) throws IOException {
        var merge = merge();
        merge.json = PinnedJson.of(store, merge.entry().source());
        merge.table = new TableName("shop", "orders");
        merge.outputs = new StagedOutputs(store, merge.entry().destination(), 5 * 1024 * 1024);
        merge.outputs.csv().write(TEXT);
        if (given.unmatchedRows() > 0) {
            merge.outputs.unmatched().write(TEXT);
        }
        if (given.rejected() > 0) {
            merge.outputs.rejects().write(TEXT);
        }
        merge.summary = new MergeSummary(
                MergeSummary.Strategy.SCAN,
                List.of("id"),
                new MergeSummary.Counts(
                        given.records(),
                        given.matched(),
                        given.rejected(),
                        given.rows(),
                        given.duplicateRows(),
                        given.unmatchedRows()),
                List.of(new MergeSummary.ColumnTotal("id", 3, "6")),
                TEXT.length,
                "abc",
                given.unmatchedIds() == null ? List.of() : given.unmatchedIds());
        return merge;
    }

    private static MergeUnderWay merge() {
        var entry = new Entry(
                "onewonder",
                "rds-secret-onewonder",
                new Entry.Place("source", "input.json"),
                new Entry.Place("destination", "output.csv"),
                new DatabaseServer(DatabaseKind.MARIADB, "db", 3306),
                null);
        var merge = new MergeUnderWay(
                entry, MergeSettings.of(Map.of()).merge().entries().get("onewonder"), 42);
        merge.use(new Login("reader", "hunter2", "shop", "orders", "v1"));
        return merge;
    }
}
