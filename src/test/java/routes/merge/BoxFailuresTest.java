package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.merge.secrets.Login;
import routes.shared.InvalidInputException;
import routes.shared.UnavailableException;

class BoxFailuresTest {

    @Test
    void names_the_box_in_which_something_was_asked_for() {
        assertThat(explained(new BoxFailure(Box.PUBLISH_CSV, new IOException("connection reset"))))
                .isInstanceOf(IOException.class)
                .hasMessage("publish-csv: connection reset");
        assertThat(explained(new SQLException("Connection reset", "08000")))
                .hasMessageStartingWith("read-table: mariadb at db:3306 cannot be reached, or cut the connection");
    }

    @Test
    void tells_of_the_object_what_cannot_be_merged() {
        assertThat(explained(
                        BoxFailures.wrongObject(merge(), new InvalidInputException("is empty; upload it again"), "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("read-json: the object source/input.json is empty; upload it again");
    }

    @Test
    void blames_no_object_for_a_setting() {
        assertThat(explained(new InvalidInputException("fetchSize is 0: use 1 or more")))
                .hasMessage("merge-rows: fetchSize is 0: use 1 or more");
    }

    @Test
    void tells_of_a_store_that_does_not_answer() {
        assertThat(explained(new BoxFailure(Box.READ_JSON, SdkClientException.create("no answer"))))
                .hasMessageContaining("read-json: the store does not answer (no answer)");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "08000, 0, Socket fail to connect, true",
        "57P03, 0, the database system is starting up, true",
        "53300, 0, too many clients already, true",
        "08004, 1040, Too many connections, true",
        "HY000, 1205, Lock wait timeout exceeded, false",
        "58030, 0, could not read a block, false",
    })
    void waits_for_a_database_that_is_away_or_cannot_serve(String state, int code, String words, boolean away) {
        assertThat(explained(new SQLException(words, state, code)))
                .isInstanceOf(away ? UnavailableException.class : IOException.class)
                .hasMessageStartingWith("read-table: mariadb at db:3306")
                .matches(failure -> away == failure instanceof UnavailableException);
    }

    @Test
    void waits_for_a_secret_that_is_being_rotated() {
        assertThat(explained(new UnavailableException("refuses user and password", null)))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("merge-rows: refuses user and password");
    }

    @Test
    void tells_of_a_scratch_directory_that_cannot_be_made(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Scratch.directory(Optional.of(file.resolve("scratch"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the scratch directory " + file.resolve("scratch") + " cannot be made")
                .hasMessageContaining("set routes.merge.scratch-directory");
    }

    private static Exception explained(Exception failure) {
        try {
            return BoxFailures.explain(merge(), Box.MERGE_ROWS, failure);
        } catch (InvalidInputException e) {
            return e;
        }
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
                entry, MergeSettings.of(Map.of()).merge().entries().get("onewonder"), 1);
        merge.use(new Login("reader", "hunter2", "shop", "orders", "v1"));
        return merge;
    }
}
