package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private static final String DEAD = "1-1";

    @TempDir
    Path root;

    @Test
    void removes_the_directory_of_a_process_that_is_gone() throws IOException {
        // Given
        var directory = SandboxDirectory.create(root, DEAD, "postgres");
        Files.createFile(directory.resolve("server.log"));

        // When
        Leftovers.clear(root);

        // Then
        assertThat(directory).doesNotExist();
    }

    @Test
    void keeps_the_directory_of_a_living_process() throws IOException {
        // Given
        var owner = SandboxDirectory.owner(ProcessHandle.current());
        var directory = SandboxDirectory.create(root, owner, "postgres");

        // When
        Leftovers.clear(root);

        // Then
        assertThat(directory).exists();
    }

    @Test
    void keeps_the_directory_of_a_living_process_although_the_clock_was_put_right() throws IOException {
        // Given
        var process = ProcessHandle.current();
        var owner = process.pid() + "-" + (SandboxDirectory.start(process) - 5_000);
        var directory = SandboxDirectory.create(root, owner, "postgres");

        // When
        Leftovers.clear(root);

        // Then
        assertThat(directory).exists();
    }

    @Test
    void keeps_what_no_sandbox_named() throws IOException {
        // Given
        var directory = Files.createDirectory(root.resolve("programs"));

        // When
        Leftovers.clear(root);

        // Then
        assertThat(directory).exists();
    }

    @Test
    void ends_the_server_of_an_abandoned_directory() throws IOException {
        // Given
        var data = Files.createDirectory(SandboxDirectory.data(SandboxDirectory.create(root, DEAD, "postgres")));
        var server = process("read line # postgres -D " + data);
        record(server, data);

        // When
        Leftovers.clear(root);

        // Then
        assertThat(server.toHandle().isAlive()).isFalse();
    }

    @Test
    void ends_the_application_of_an_abandoned_directory() throws IOException {
        // Given
        var directory = SandboxDirectory.create(root, DEAD, "application");
        var application = process("read line # java -Dsandbox.directory=" + directory);
        SandboxDirectory.recordProcess(directory, application.pid());

        // When
        Leftovers.clear(root);

        // Then
        assertThat(application.toHandle().isAlive()).isFalse();
    }

    @Test
    void spares_a_process_that_only_has_the_recorded_id() throws IOException {
        // Given
        var data = Files.createDirectory(SandboxDirectory.data(SandboxDirectory.create(root, DEAD, "postgres")));
        var stranger = process("read line # postgres -D /somewhere/else");
        record(stranger, data);

        // When
        Leftovers.clear(root);

        // Then
        assertThat(stranger.toHandle().isAlive()).isTrue();
        stranger.destroy();
    }

    private static Process process(String commandLine) throws IOException {
        return new ProcessBuilder(List.of("sh", "-c", commandLine)).start();
    }

    private static void record(Process server, Path data) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n" + data + "\n");
    }
}
