package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPostgresTest {

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void commits_are_durable(String setting) throws SQLException {
        // Given
        var postgres = SharedSandbox.postgres();

        // When
        var value = query(postgres, postgres.jdbcUrl(), "show " + setting);

        // Then
        assertThat(value).isEqualTo("on");
    }

    @Test
    void keeps_its_data_and_port_over_a_stop() throws SQLException {
        try (var postgres = SandboxPostgres.started()) {
            // Given
            var url = postgres.createDatabase("kept");
            update(postgres, url, "create table note as select 'still here' as text");

            // When
            postgres.stop();
            postgres.start();

            // Then
            assertThat(query(postgres, url, "select text from note")).isEqualTo("still here");
        }
    }

    @Test
    void is_unreachable_while_stopped() {
        try (var postgres = SandboxPostgres.started()) {
            // When
            postgres.stop();

            // Then
            assertThatThrownBy(() -> query(postgres, postgres.jdbcUrl(), "select 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_database_is_empty_when_it_is_created_again() throws SQLException {
        // Given
        var postgres = SharedSandbox.postgres();
        update(postgres, postgres.createDatabase("again"), "create table note (text text)");

        // When
        var url = postgres.createDatabase("again");

        // Then
        assertThat(query(postgres, url, "select count(*) from pg_tables where tablename = 'note'"))
                .isEqualTo("0");
    }

    private static void update(SandboxPostgres postgres, String url, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url, postgres.user(), postgres.password())) {
            connection.createStatement().execute(statement);
        }
    }

    private static String query(SandboxPostgres postgres, String url, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
