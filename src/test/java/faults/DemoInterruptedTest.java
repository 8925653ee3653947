package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo is ended by a signal to all its processes at once, as a terminal does at Ctrl-C or when it is closed. */
@Tag("faults")
class DemoInterruptedTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"Starting the sandbox", "Starting Sluice", "Feeding it"})
    void leaves_no_process_and_no_directory_behind(String moment) throws Exception {
        // Given
        var demo = demo();
        await().atMost(PATIENCE).until(() -> Files.readString(log()).contains(moment));

        // When
        new ProcessBuilder("kill", "-TERM", "--", "-" + demo.pid()).start().waitFor();

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(processes()).isEmpty());
        assertThat(directories()).isEmpty();
        assertThat(Files.readString(log())).doesNotContain("Exception");
    }

    /** A demo that is the head of a group of processes. */
    private Process demo() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "setsid",
                        java,
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "sandbox.Demo",
                        "--only",
                        "daily")
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return temporary.resolve("demo.log");
    }

    /** What works in the directory, as all that a demo starts does. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(temporary.toString()))
                .toList();
    }

    private List<Path> directories() throws IOException {
        var sandboxes = temporary.resolve("sluice-sandbox-" + System.getProperty("user.name"));
        try (Stream<Path> each = Files.exists(sandboxes) ? Files.list(sandboxes) : Stream.empty()) {
            // Unpacked programs and the files of locks are kept for the next time.
            return each.filter(directory -> !directory.endsWith("programs") && !directory.endsWith("ports"))
                    .toList();
        }
    }
}
