package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica stands still in the middle of a merge for longer than its lease, and another one makes the CSV meanwhile. */
@Tag("faults")
class MergeStalledTest {

    private MergeStage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new MergeStage(MergeStalledTest.class, Map.of("ROUTES_LEDGER_LEASE", "2s"));
        stage.sql("create table items (id int primary key, name varchar(20))", "insert into items values (1, 'one')");
        stage.put("input.json", "[{\"id\": 1, \"version\": \"older\"}]");
        stage.application().start().awaitReady();
    }

    @AfterEach
    void close() throws Exception {
        signal("CONT");
        stage.close();
    }

    @Test
    void it_does_not_replace_the_newer_csv() throws Exception {
        // Given
        var held = stage.store().hold("PUT", ".*/output\\.csv");
        stage.startRun();
        held.awaitReached();
        signal("STOP");
        stage.put("input.json", "[{\"id\": 1, \"version\": \"newer\"}]");
        stage.successor().start().awaitReady();
        stage.awaitRuns("succeeded", 1);
        var published = stage.files();

        // When
        held.release();
        held.awaitAnswered();
        signal("CONT");

        // Then
        assertThat(stage.output()).isEqualTo("id,version,name\n1,newer,one\n");
        stage.application().stop();
        assertThat(stage.files()).isEqualTo(published);
        assertThat(stage.count("select count(*) from run where route = 'merge.entry' and state = 'succeeded'"))
                .isOne();
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(stage.application().process().pid()))
                .start()
                .onExit()
                .join();
    }
}
