package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a merge needs goes away under it, and comes back. */
@Tag("faults")
class MergeOutagesTest {

    private static final int ROWS = 100_000;
    private static final int RECORDS = 20_000;

    private MergeStage stage;

    @BeforeEach
    void start() throws SQLException {
        stage = new MergeStage(MergeOutagesTest.class);
        stage.sql(
                "create table items (id int primary key, name varchar(300))",
                "insert into items select seq, repeat('x', 250) from seq_1_to_" + ROWS);
        stage.put(
                "input.json",
                IntStream.rangeClosed(1, RECORDS)
                        .mapToObj(id -> "{\"id\": " + id + ", \"note\": \"" + "y".repeat(800) + "\"}")
                        .collect(Collectors.joining("\n")));
        stage.application().start().awaitReady();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void the_database_is_killed_in_the_middle() throws Exception {
        // Given
        stage.startRun();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> stage.ask("select count(*) from information_schema.processlist where user = 'reader'"
                                + " and info like 'select%items%' and info not like '%information_schema%'")
                        > 0);

        // When
        stage.mariaDb().kill();

        // Then
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from run where route = 'merge.entry' and error like '%read-table: mariadb at"
                                + " localhost%'",
                        Duration.ofSeconds(30));
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        stage.mariaDb().start();
        assertMergedOnce();
    }

    @Test
    void the_store_fails_on_the_last_part() throws Exception {
        // Given: with parts of 8 MiB the third one is the last
        var held = stage.store().hold("PUT", ".*/output\\.csv\\?.*partNumber=3.*");
        stage.startRun();
        held.awaitReached();

        // When
        held.fail(500);

        // Then
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from run where route = 'merge.entry' and error like '%publish-csv: the store"
                                + " answered 500%'",
                        Duration.ofSeconds(30));
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        assertThat(stage.unfinishedUploads()).isZero();
        assertMergedOnce();
    }

    @Test
    void the_password_is_rotated_before_its_secret() throws Exception {
        // Given
        stage.secrets().prepare("rds-secret-entry", MergeStage.login("reader", "two"));
        stage.user("reader", "two");

        // When
        stage.startRun();

        // Then
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from run where route = 'merge.entry' and error like '%refuses user and"
                                + " password%'",
                        Duration.ofSeconds(30));
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        stage.secrets().promote("rds-secret-entry");
        assertMergedOnce();
    }

    @Test
    void the_store_is_away_when_the_file_of_entries_is_read() {
        // Given
        stage.application().stop();
        stage.store().stop();
        stage.application().start().awaitReady();
        stage.startRun();

        // When
        stage.store().start();

        // Then
        assertMergedOnce();
    }

    private void assertMergedOnce() {
        stage.awaitRuns("succeeded", 1);
        assertThat(stage.output().lines().count()).isEqualTo(RECORDS + 1);
        assertThat(stage.output()).startsWith("id,note,name\n1,yyy").endsWith("x\n");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stage.told()).hasSize(2));
        assertThat(stage.told().get(0)).contains((ROWS - RECORDS) + " rows of faults.items");
        assertThat(stage.told().get(1)).contains("*entry* merged: " + RECORDS + " records");
    }
}
