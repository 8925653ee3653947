package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKubernetes;

import routes.external.Sighting;

/** A pod that submits an application to a real cluster of Spark and is its driver; the pod is a process of this machine. */
public abstract class SparkSubmitContract extends JobSteps {

    private static SandboxKubernetes server;

    /** What the peer's script said. */
    protected abstract String value(String key);

    @BeforeAll
    static void startServer() {
        server = SandboxKubernetes.started();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected Server server() {
        return new Server(server.url(), server.token(), server.token(), Optional.empty(), "restricted");
    }

    @Test
    void its_end_and_its_log_are_those_of_the_application() throws Exception {
        // Given
        var good = task(count("ok"));
        var bad = task(count("fail"));

        // When
        jobs().begin(good);
        jobs().begin(bad);

        // Then
        assertThat(ended(good)).isInstanceOf(Sighting.Succeeded.class);
        assertThat(log(good)).contains("counted 3 lines as some body\n", "word open & shut\n");
        assertThat(ended(bad))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        failed -> assertThat(failed.why()).contains("exit code 1"));
        assertThat(log(bad)).contains("told to fail");
    }

    @Test
    void its_stop_is_that_of_the_application() throws Exception {
        // Given
        var task = task(count("slow"));
        jobs().begin(task);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log(task)).contains("counted 3 lines"));
        assertThat(cluster().path("activeapps")).hasSize(1);

        // When
        jobs().stop(task);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster().path("activeapps")).isEmpty());
    }

    private JsonNode cluster() throws IOException {
        return new ObjectMapper().readTree(URI.create(value("WEB") + "/json/").toURL());
    }

    private Map<String, String> count(String how) {
        var parameters = new HashMap<String, String>();
        parameters.put("image", "spark");
        parameters.put("submit", value("SUBMIT"));
        parameters.put("master", value("MASTER"));
        parameters.put("application", value("JAR"));
        parameters.put("mainClass", "CountLines");
        parameters.put("arguments", how + "\n" + value("FILE"));
        parameters.put(
                "configuration",
                "spark.sluice.word=open & shut\nspark.cores.max=1\nspark.executor.memory=512m\nspark.ui.enabled=false");
        parameters.put("environment", "ASKED_BY=some body");
        parameters.put("driverMemory", "512m");
        return parameters;
    }
}
