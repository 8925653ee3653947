package routes.intake;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import routes.shared.Dependency;

/** Whether the topic of the store's events can be read. */
@ApplicationScoped
class KafkaDependency implements Dependency {

    private static final int LONGEST_MILLIS = 5_000;

    private final IntakeConfig.Kafka config;
    private final BrokerAccess access;

    KafkaDependency(IntakeConfig config, BrokerAccess access) {
        this.config = config.kafka();
        this.access = access;
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
        var properties = access.properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.brokers());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        try (var admin = Admin.create(properties)) {
            var topic = admin.describeTopics(List.of(config.topic()))
                    .allTopicNames()
                    .get(LONGEST_MILLIS, TimeUnit.MILLISECONDS)
                    .get(config.topic());
            return Finding.good(what, topic.partitions().size() + " partitions");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Finding.broken(what, remedy(e.getCause()));
        }
    }

    private String remedy(Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return "is not there: make it, or correct routes.intake.kafka.topic";
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return "the brokers at " + config.brokers()
                    + " do not let us in: see routes.intake.kafka.user, password, mechanism,"
                    + " tls and ca-file, and what the user may do there";
        }
        return "no broker answers at " + config.brokers()
                + ": see routes.intake.kafka.brokers and routes.intake.kafka.tls";
    }
}
