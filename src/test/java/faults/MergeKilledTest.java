package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.SharedSandbox;

/** The application is killed in each box of a merge, at each output that it publishes, and while it tells of them. */
@Tag("faults")
class MergeKilledTest {

    /** The CSV, unmatched rows, and what there was of rejects, emptied; the receipt comes after them. */
    private static final List<String> MERGED =
            List.of("id,name,price\n1,uno,1.50\n2,two,2.50\n", "id,name,price\n3,three,\n", "");

    private static final String DATABASE = "mergekilledtest";

    private static MergeStage stage;
    private static int runs;

    private int told;

    @BeforeAll
    static void start() throws SQLException {
        stage = new MergeStage(MergeKilledTest.class);
        fillTable();
        stage.put("input.json", "[{\"id\": 1, \"name\": \"uno\"}, {\"id\": 2}]");
        stage.application().start().awaitReady();
    }

    private static void fillTable() throws SQLException {
        stage.sql(
                "create table items (id int primary key, name varchar(20), price decimal(5,2))",
                "insert into items values (1, 'one', 1.50), (2, 'two', 2.50), (3, 'three', null)");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void keepFormer() {
        stage.putFormer();
        told = stage.told().size();
    }

    @ParameterizedTest(name = "killed in {0}, at {1} {2}")
    @CsvSource({
        "read-json, HEAD, .*/input\\.json, 0",
        "check-id-columns, GET, .*/input\\.json, 0",
        "publish-csv, PUT, .*/output\\.csv, 0",
        "publish-csv, PUT, .*/output\\.csv\\.unmatched\\.csv, 1",
        "publish-csv, PUT, .*/output\\.csv\\.rejects\\.jsonl, 2",
        "publish-csv, PUT, .*/output\\.csv\\.receipt\\.json, 3",
    })
    void killed_while_the_store_is_asked(String box, String method, String address, int published) throws Exception {
        // Given
        var held = stage.store().hold(method, address);
        stage.startRun();
        held.awaitReached();

        // When
        stage.application().kill();

        // Then
        assertPublished(published);
        held.release();
        assertGoesOn();
    }

    @Test
    void killed_in_fetch_credentials() throws Exception {
        // Given
        var asked = stage.secrets().asked().size();
        stage.secrets().hang();
        stage.startRun();
        await().atMost(MergeStage.PATIENCE).until(() -> stage.secrets().asked().size() > asked);

        // When
        stage.application().kill();
        var untilThen = stage.secrets().asked().size();
        stage.secrets().release();

        // Then
        assertPublished(0);
        assertGoesOn();
        assertThat(stage.secrets().asked().size()).isGreaterThan(untilThen);
    }

    @Test
    void killed_in_read_table() throws Exception {
        // Given
        var table = stage.makeTableAnew();
        stage.startRun();
        stage.awaitUnderWay("%information_schema.tables%items%");

        // When
        stage.application().kill();
        table.close();
        fillTable();

        // Then
        assertPublished(0);
        assertGoesOn();
    }

    @Test
    void killed_in_merge_rows() throws Exception {
        // Given
        var lock = stage.lockTable();
        stage.startRun();
        stage.awaitUnderWay("select%`items`%");

        // When
        stage.application().kill();
        lock.close();

        // Then
        assertPublished(0);
        assertGoesOn();
    }

    @ParameterizedTest(name = "killed in {0}")
    @CsvSource({"report-unmatched, % with an id that is not in %", "tell-success, % merged: %"})
    void killed_while_people_are_told(String step, String text) throws Exception {
        // Given
        var postgres = SharedSandbox.postgres();
        try (var ledger =
                        DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
                var statement = ledger.createStatement()) {
            statement.execute("create or replace function hold() returns trigger language plpgsql as $$ begin"
                    + " perform pg_advisory_xact_lock(7); return new; end $$");
            statement.execute("create trigger hold before insert on message for each row when (new.text like '" + text
                    + "') execute function hold()");
            statement.execute("select pg_advisory_lock(7)");
            stage.startRun();
            stage.stage()
                    .awaitCount(
                            1,
                            "select count(*) from pg_locks where locktype = 'advisory' and objid = 7 and not granted",
                            MergeStage.PATIENCE);
            stage.stage().awaitCount(0, "select count(*) from message where state = 'queued'", MergeStage.PATIENCE);

            // When
            stage.application().kill();

            statement.execute("select pg_advisory_unlock(7)");
            statement.execute("drop trigger hold on message");
        }

        // Then
        assertPublished(MERGED.size());
        assertGoesOn();
    }

    private static void assertPublished(int files) {
        var expected = IntStream.range(0, MERGED.size())
                .mapToObj(file -> file < files ? MERGED.get(file) : MergeStage.FORMER)
                .toList();
        assertThat(stage.files()).startsWith(expected.toArray(String[]::new));
    }

    private void assertGoesOn() throws Exception {
        stage.application().start().awaitReady();
        stage.awaitRuns("succeeded", ++runs);
        assertPublished(MERGED.size());
        assertThat(stage.receiptedRun()).isEqualTo(stage.count("select max(id) from run where route = 'merge.entry'"));
        await().atMost(MergeStage.PATIENCE)
                .untilAsserted(() -> assertThat(stage.told()).hasSize(told + 2));
        assertThat(stage.told().get(told)).contains("1 row of faults.items", "> 3");
        assertThat(stage.told().get(told + 1)).contains("*entry* merged: 2 records");
    }
}
