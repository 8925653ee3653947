package routes.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

import routes.shared.InvalidInputException;

class PlainFailuresTest {

    @Test
    void tells_a_mistake_without_a_stack_trace() {
        // Given
        var entry = entry(new RuntimeException("wrapped", new InvalidInputException("token is missing: set it")));

        // When
        new PlainFailures().isLoggable(entry);

        // Then
        assertThat(entry.getMessage()).isEqualTo("Sluice cannot start: token is missing: set it");
        assertThat(entry.getThrown()).isNull();
    }

    @Test
    void says_what_to_do_about_a_ledger_that_does_not_answer() {
        // Given
        var entry = entry(new RuntimeException(new SQLException("Connection refused.")));

        // When
        new PlainFailures().isLoggable(entry);

        // Then
        assertThat(entry.getMessage()).contains("Connection refused.").contains("SLUICE_LEDGER_URL");
        assertThat(entry.getThrown()).isNull();
    }

    @Test
    void leaves_what_is_our_own_mistake_as_it_is() {
        // Given
        var thrown = new NullPointerException();
        var entry = entry(thrown);

        // When
        new PlainFailures().isLoggable(entry);

        // Then
        assertThat(entry.getThrown()).isSameAs(thrown);
    }

    private static LogRecord entry(Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "Failed to start application");
        entry.setLoggerName(PlainFailures.START);
        entry.setThrown(thrown);
        return entry;
    }
}
