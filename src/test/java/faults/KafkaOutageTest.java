package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKafka;

/** The brokers of the topic, which want a login, are away at the start, and once more in between. */
@Tag("faults")
class KafkaOutageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RUNS =
            "select count(*) from run where route = 'faults.constant' and state = 'succeeded'";

    private final Stage stage = new Stage(KafkaOutageTest.class);
    private final SandboxKafka kafka = SandboxKafka.startedWithLogin();

    @AfterEach
    void close() {
        stage.close();
        kafka.close();
    }

    @Test
    void pushes_are_taken_while_the_brokers_are_away_and_the_topic_is_read_when_they_are_back() throws Exception {
        // Given
        publish("before the start");
        kafka.stop();
        var settings = new HashMap<>(stage.effects().settings());
        settings.put("ROUTES_INTAKE_KAFKA_ENABLED", "true");
        settings.put("ROUTES_INTAKE_KAFKA_BROKERS", kafka.guardedServers());
        settings.put("ROUTES_INTAKE_KAFKA_USER", "sluice");
        settings.put("ROUTES_INTAKE_KAFKA_PASSWORD", SandboxKafka.PASSWORD);
        settings.put("ROUTES_INTAKE_KAFKA_MECHANISM", "PLAIN");
        var application = stage.application(settings, "constant.camel.yaml");

        try (var sender = new Sender(application.start())) {
            // When: away at the start
            application.awaitReady();
            sender.begin("constant", 0, 20).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            stage.awaitCount(20, RUNS, PATIENCE);
            kafka.start();
            stage.awaitCount(21, RUNS, PATIENCE);
            // What is stopped before that is read once more.
            await().atMost(PATIENCE).until(() -> kafka.committed("sluice-intake", "bucket-events") == 1);

            // When: away in between
            kafka.stop();
            sender.begin("constant", 20, 40).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            stage.awaitCount(41, RUNS, PATIENCE);
            kafka.start();
            publish("after the outage");
        }

        // Then
        stage.awaitCount(42, RUNS, PATIENCE);
        assertThat(stage.texts("select key from event where source = 'kafka' order by id"))
                .containsExactly("before the start", "after the outage");
        assertThat(stage.count("select count(*) from event where seen > 1")).isZero();
    }

    private void publish(String key) {
        kafka.publish(
                "bucket-events",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"constant\"},\"object\":{\"key\":\""
                        + key.replace(' ', '+') + "\"}}}]}");
    }
}
