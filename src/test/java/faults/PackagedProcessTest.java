package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.sync.RequestBody;

/** What a container of the image does with a recording, by the image's own launcher. */
@Tag("faults")
class PackagedProcessTest {

    private static final Path LAUNCHER = Path.of("kubernetes/entrypoint");

    @Test
    void a_container_processes_a_recording_and_says_whether_to_try_again() throws Exception {
        try (var store = SandboxStore.started()) {
            // Given
            store.createBucket("raw-data");
            store.createBucket("processed-data");
            store.client()
                    .putObject(
                            request -> request.bucket("raw-data").key("@café.mcap"),
                            RequestBody.fromString("a,b\n1,2\n"));

            // When, Then
            var endpoint = store.endpoint().toString();
            assertEnded(process(endpoint, store, "@café.mcap"), 0, "\"output\":\"@café.csv\"");
            assertEnded(process(endpoint, store, "gone.mcap"), 42, "gone.mcap");
            assertEnded(process("http://127.0.0.1:1", store, "@café.mcap"), 1, "127.0.0.1:1");
        }
    }

    private record Ended(int status, String printed) {}

    private static void assertEnded(Ended ended, int status, String text) {
        assertThat(ended.status()).as(ended.printed()).isEqualTo(status);
        assertThat(ended.printed()).contains(text);
    }

    private static Ended process(String endpoint, SandboxStore store, String key) throws Exception {
        var script = Files.readString(LAUNCHER).replace("cd /app", "cd target/quarkus-app");
        var launcher = new ProcessBuilder("sh", "-s", "process", "--bucket", "raw-data").redirectErrorStream(true);
        var environment = launcher.environment();
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("MINIO_ENDPOINT", endpoint);
        environment.put("MINIO_ACCESS_KEY", store.accessKey());
        environment.put("MINIO_SECRET_KEY", store.secret());
        var running = launcher.start();
        running.getOutputStream()
                .write(("export RECORDING_KEY='" + key + "'\n" + script).getBytes(StandardCharsets.UTF_8));
        running.getOutputStream().close();
        var printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(running.waitFor(), printed);
    }
}
