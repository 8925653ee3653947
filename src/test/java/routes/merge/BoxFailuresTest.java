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
import software.amazon.awssdk.core.exception.SdkClientException;

import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.merge.secrets.Login;
import routes.shared.InvalidInputException;

class BoxFailuresTest {

    private static final SQLException REFUSED = new SQLException("Access denied for user", "28000", 1045);

    @Test
    void names_the_box_in_which_something_was_asked_for() {
        assertThat(explained(1, new BoxFailure(Box.PUBLISH_CSV, new IOException("connection reset"))))
                .isInstanceOf(IOException.class)
                .hasMessage("publish-csv: connection reset");
        assertThat(explained(1, new SQLException("Connection reset", "08000")))
                .hasMessageStartingWith("read-table: mariadb at db:3306 cannot be reached, or cut the connection");
    }

    @Test
    void tells_of_the_object_what_cannot_be_merged() {
        assertThat(explained(1, new InvalidInputException("is empty; upload it again")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("read-json: the object source/input.json is empty; upload it again");
    }

    @Test
    void tells_of_a_store_that_does_not_answer() {
        assertThat(explained(1, new BoxFailure(Box.READ_JSON, SdkClientException.create("no answer"))))
                .hasMessageContaining("read-json: the store does not answer (no answer)");
    }

    @Test
    void gives_up_with_the_last_attempt() {
        assertThat(explained(8, new IOException("cut off")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("(after 8 attempts; retry the run then)");
    }

    @Test
    void tries_a_refused_login_only_a_few_times() {
        assertThat(explained(2, REFUSED)).isInstanceOf(IOException.class);
        assertThat(explained(3, REFUSED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("read-table: mariadb at db:3306 refuses user and password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void tells_of_a_scratch_directory_that_cannot_be_made(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Scratch.directory(Optional.of(file.resolve("scratch"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the scratch directory " + file.resolve("scratch") + " cannot be made")
                .hasMessageContaining("set routes.merge.scratch-directory");
    }

    private static Exception explained(int attempt, Exception failure) {
        try {
            return BoxFailures.explain(merge(attempt), Box.MERGE_ROWS, failure);
        } catch (InvalidInputException e) {
            return e;
        }
    }

    private static MergeUnderWay merge(int attempt) {
        var entry = new Entry(
                "onewonder",
                "rds-secret-onewonder",
                new Entry.Place("source", "input.json"),
                new Entry.Place("destination", "output.csv"),
                new DatabaseServer(DatabaseKind.MARIADB, "db", 3306),
                null);
        var merge = new MergeUnderWay(
                entry,
                MergeSettings.of(Map.of()).merge().entries().get("onewonder"),
                new MergeUnderWay.Attempt(1, attempt, attempt >= 8));
        merge.use(new Login("reader", "hunter2", "shop", "orders", "v1"));
        return merge;
    }
}
