package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a merge needs goes away under it, and comes back. */
@Tag("faults")
class MergeOutagesTest {

    private MergeStage stage;

    @BeforeEach
    void start() throws SQLException {
        stage = new MergeStage(MergeOutagesTest.class);
        stage.putMuch();
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
        stage.awaitUnderWay("select%`items`%");

        // When
        stage.mariaDb().kill();

        // Then
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from run where route = 'merge.entry' and error like '%read-table: mariadb at"
                                + " localhost%'",
                        MergeStage.PATIENCE);
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        stage.mariaDb().start();
        stage.assertMuchMergedOnce();
    }

    @Test
    void the_store_fails_on_the_last_part() throws Exception {
        // Given: with parts of 8 MiB the third one is the last
        var held = stage.store().hold("PUT", ".*/output\\.csv\\?.*partNumber=3.*");
        stage.startRun();
        held.awaitReached();
        var nextAttempt = stage.store().hold("HEAD", ".*/input\\.json");

        // When
        held.fail(500);

        // Then
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from run where route = 'merge.entry' and error like '%publish-csv: the store"
                                + " answered 500%'",
                        MergeStage.PATIENCE);
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        assertThat(stage.unfinishedUploads()).isZero();
        nextAttempt.release();
        stage.assertMuchMergedOnce();
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
                        "select count(*) from run where route = 'merge.entry' and attempt >= 4 and error like"
                                + " '%refuses user and password%'",
                        MergeStage.PATIENCE);
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        stage.secrets().promote("rds-secret-entry");
        stage.assertMuchMergedOnce();
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
        stage.assertMuchMergedOnce();
    }
}
