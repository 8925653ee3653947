package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKafka;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;
import routes.shared.InvalidInputException;

/** Brokers that want a login, and what is said of them. */
class KafkaDependencyTest {

    private static SandboxKafka kafka;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeAll
    static void start() {
        kafka = SandboxKafka.startedWithLogin();
        kafka.publish("guarded", "{}");
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void close() {
        camel.stop();
    }

    @Test
    void asks_with_the_login_of_the_route_that_reads() throws Exception {
        // Given
        var config = login(SandboxKafka.PASSWORD);
        var access = new BrokerAccess(config);
        access.configure(camel.getComponent("kafka", KafkaComponent.class).getConfiguration());
        var read = new ConcurrentLinkedQueue<String>();
        readInto(read);

        // When
        var findings = new KafkaDependency(config, access).check();

        // Then
        assertThat(findings).containsExactly(Finding.good("topic guarded", "1 partitions"));
        await().untilAsserted(() -> assertThat(read).containsExactly("{}"));
    }

    @Test
    void says_what_to_do_where_it_is_not_let_in() throws Exception {
        // Given
        var config = login("another-secret");

        // When
        var findings = new KafkaDependency(config, new BrokerAccess(config)).check();

        // Then
        assertThat(findings).extracting(Finding::level).containsExactly(Level.BROKEN);
        assertThat(findings.get(0).text())
                .contains("do not let us in", "routes.intake.kafka.user")
                .doesNotContain("another-secret");
    }

    @Test
    void a_user_without_password_is_told() {
        var access = new BrokerAccess(Settings.of("kafka.enabled", "true", "kafka.user", "sluice"));

        assertThatThrownBy(access::properties)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ROUTES_INTAKE_KAFKA_PASSWORD");
    }

    private static IntakeConfig login(String password) {
        return Settings.of(
                "kafka.enabled", "true",
                "kafka.topic", "guarded",
                "kafka.brokers", kafka.guardedServers(),
                "kafka.user", "sluice",
                "kafka.password", password,
                "kafka.mechanism", "PLAIN");
    }

    private void readInto(Queue<String> read) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:guarded?autoOffsetReset=earliest&groupId=guarded&brokers=" + kafka.guardedServers())
                        .process(exchange ->
                                read.add(new String(exchange.getMessage().getBody(byte[].class), UTF_8)));
            }
        });
        camel.start();
    }
}
