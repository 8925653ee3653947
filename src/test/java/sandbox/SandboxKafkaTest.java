package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class SandboxKafkaTest {

    @Test
    void keeps_what_it_acknowledged_over_a_stop() throws Exception {
        try (var kafka = SandboxKafka.started()) {
            // Given
            kafka.publish("kept", "still here");

            // When
            kafka.stop();
            kafka.start();

            // Then
            assertThat(receive(kafka, "kept")).containsExactly("still here");
        }
    }

    private static List<String> receive(SandboxKafka kafka, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "test", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            var records = consumer.poll(Duration.ofSeconds(1));
            while (records.isEmpty() && System.nanoTime() < deadline) {
                records = consumer.poll(Duration.ofSeconds(1));
            }
            return java.util.stream.StreamSupport.stream(records.spliterator(), false)
                    .map(consumed -> consumed.value())
                    .toList();
        }
    }
}
