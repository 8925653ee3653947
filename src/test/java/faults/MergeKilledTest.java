package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application is killed in each box of a merge, and at each output that it publishes. */
@Tag("faults")
class MergeKilledTest {

    private static final String MERGED = "id,name,price\n1,uno,1.50\n2,two,2.50\n";

    private static MergeStage stage;
    private static int runs;

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
        stage.put("output.csv", MergeStage.FORMER);
    }

    @ParameterizedTest(name = "killed in {0}, at {1} {2}")
    @CsvSource({
        "read-json, HEAD, .*/input\\.json, true",
        "check-id-columns, GET, .*/input\\.json, true",
        "publish-csv, PUT, .*/output\\.csv\\.unmatched\\.csv, true",
        "publish-csv, PUT, .*/output\\.csv, true",
        "publish-csv, PUT, .*/output\\.csv\\.receipt\\.json, false",
    })
    void killed_while_the_store_is_asked(String box, String method, String address, boolean former) throws Exception {
        // Given
        var held = stage.store().hold(method, address);
        stage.startRun();
        held.awaitReached();

        // When
        stage.application().kill();

        // Then
        assertThat(stage.output()).isEqualTo(former ? MergeStage.FORMER : MERGED);
        held.release();
        assertGoesOn();
    }

    @Test
    void killed_in_fetch_credentials() throws Exception {
        // Given
        var asked = stage.secrets().asked().size();
        stage.secrets().hang();
        stage.startRun();
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from step where state = 'started' and id = 'make-csv'",
                        Duration.ofSeconds(20));
        TimeUnit.MILLISECONDS.sleep(200);

        // When
        stage.application().kill();
        stage.secrets().release();

        // Then
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        assertGoesOn();
        assertThat(stage.secrets().asked().size()).isGreaterThan(asked);
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
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
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
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        assertGoesOn();
    }

    private static void assertGoesOn() throws Exception {
        var told = stage.told().size();
        stage.application().start().awaitReady();
        stage.awaitRuns("succeeded", ++runs);
        assertThat(stage.output()).isEqualTo(MERGED);
        assertThat(stage.receiptedRun()).isEqualTo(stage.count("select max(id) from run where route = 'merge.entry'"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stage.told()).hasSize(told + 2));
        assertThat(stage.told().get(told)).contains("1 row of faults.items", "> 3");
        assertThat(stage.told().get(told + 1)).contains("*entry* merged: 2 records");
    }
}
