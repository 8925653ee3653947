package routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLogsTest {

    private static final Logger ROOT = Logger.getLogger("");

    private final Level level = ROOT.getLevel();
    private final List<Handler> handlers = List.of(ROOT.getHandlers());
    private final PrintStream standardError = System.err;

    @AfterEach
    void restore() {
        System.setErr(standardError);
        ROOT.setLevel(level);
        for (var handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        handlers.forEach(ROOT::addHandler);
    }

    @Test
    void a_command_shows_warnings_of_its_libraries_and_does_not_keep_the_bytes_on_the_wire() {
        // Given
        var library = Logger.getLogger("org.apache.http.wire");
        ROOT.setLevel(Level.ALL);
        var shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));

        // When
        CommandLogs.keepWarnings();
        library.warning("the store asks for patience");
        library.fine("each single byte");

        // Then
        assertThat(library.isLoggable(Level.FINE)).isFalse();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("the store asks for patience")
                .doesNotContain("each single byte");
    }
}
