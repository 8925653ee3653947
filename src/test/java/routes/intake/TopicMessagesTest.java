package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import routes.ledger.Database;
import routes.ledger.Source;

class TopicMessagesTest {

    private final List<String> taken = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Database ledgerAway = ledgerAway();
    private final Intake intake = new Intake(null, null, null) {
        @Override
        public void take(Source source, byte[] message) {
            if (failures.getAndDecrement() > 0) {
                ledgerAway.update("select 1");
            }
            taken.add(source + " " + new String(message, UTF_8));
        }
    };
    private final AtomicInteger commits = new AtomicInteger();
    private final KafkaManualCommit commit = commits::incrementAndGet;
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("topicMessages", new TopicMessages(intake));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:topic").bean("topicMessages", "take");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void moves_on_in_the_topic_after_the_last_message_of_a_poll() {
        // When
        send(Map.of(KafkaConstants.LAST_RECORD_BEFORE_COMMIT, true));

        // Then
        assertThat(taken).containsExactly("KAFKA {}");
        assertThat(commits).hasValue(1);
    }

    @Test
    void waits_for_a_ledger_that_is_away() {
        // Given
        failures.set(2);

        // When
        send(Map.of(KafkaConstants.LAST_RECORD_BEFORE_COMMIT, true));

        // Then
        assertThat(taken).containsExactly("KAFKA {}");
        assertThat(commits).hasValue(1);
    }

    @Test
    void stays_where_it_is_while_messages_of_the_poll_are_left() {
        // When
        send(Map.of(KafkaConstants.LAST_RECORD_BEFORE_COMMIT, false));
        send(Map.of());

        // Then
        assertThat(commits).hasValue(0);
    }

    private static Database ledgerAway() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://localhost:1/none");
        return new Database(nowhere);
    }

    private void send(Map<String, Object> headers) {
        var all = new HashMap<>(headers);
        all.put(KafkaConstants.MANUAL_COMMIT, commit);
        camel.createFluentProducerTemplate()
                .to("direct:topic")
                .withBody("{}")
                .withHeaders(all)
                .send();
    }
}
