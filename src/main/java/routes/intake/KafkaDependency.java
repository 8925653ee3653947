package routes.intake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import routes.shared.Dependency;

/** Whether the topic of the store's events can be read. */
@ApplicationScoped
class KafkaDependency implements Dependency {

    private static final int LONGEST_MILLIS = 5_000;

    private final IntakeConfig.Kafka config;

    KafkaDependency(IntakeConfig config) {
        this.config = config.kafka();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Finding> check() throws InterruptedException {
        return config.enabled() ? List.of(topic()) : List.of();
    }

    private Finding topic() throws InterruptedException {
        var what = "topic " + config.topic();
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.brokers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LONGEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LONGEST_MILLIS))) {
            var topic = admin.describeTopics(List.of(config.topic()))
                    .allTopicNames()
                    .get(LONGEST_MILLIS, TimeUnit.MILLISECONDS)
                    .get(config.topic());
            return Finding.good(what, topic.partitions().size() + " partitions");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException
                    ? Finding.broken(what, "is not there: make it, or correct routes.intake.kafka.topic")
                    : Finding.broken(
                            what, "no broker answers at " + config.brokers() + ": see routes.intake.kafka.brokers");
        }
    }
}
