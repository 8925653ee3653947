package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

class SandboxMariaDbTest {

    @Test
    void keeps_its_data_and_port_over_a_stop() throws SQLException {
        try (var mariaDb = SandboxMariaDb.started()) {
            // Given
            var url = mariaDb.createDatabase("kept");
            query(mariaDb, url, mariaDb.password(), "create table note as select 'still here' as text");

            // When
            mariaDb.stop();
            mariaDb.start();

            // Then
            assertThat(query(mariaDb, url, mariaDb.password(), "select text from note"))
                    .isEqualTo("still here");
        }
    }

    @Test
    void asks_for_a_password() {
        // Given
        var mariaDb = SharedSandbox.mariaDb();
        var url = mariaDb.createDatabase("guarded");

        // Then
        assertThatThrownBy(() -> query(mariaDb, url, "guessed", "select 1")).isInstanceOf(SQLException.class);
    }

    private static String query(SandboxMariaDb mariaDb, String url, String password, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url, mariaDb.user(), password);
                var statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return null;
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
