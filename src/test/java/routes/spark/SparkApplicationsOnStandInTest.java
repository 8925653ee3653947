package routes.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sandbox.SandboxSpark;

/** The contract on the stand-in. */
class SparkApplicationsOnStandInTest extends SparkApplicationsContract {

    private static final SandboxSpark SPARK = SandboxSpark.started();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("three.txt"), "one\ntwo\nthree\n");
    }

    @AfterAll
    static void stop() {
        SPARK.close();
    }

    @Override
    protected Map<String, String> connection() {
        return Map.of(
                "routes.connections.spark.cluster.url", SPARK.url().toString(),
                "routes.connections.spark.cluster.web", SPARK.url().toString());
    }

    @Override
    protected String jar() {
        return "file:/count-lines.jar";
    }

    @Override
    protected String file() {
        return folder.resolve("three.txt").toString();
    }
}
