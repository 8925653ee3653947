package routes.intake;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.quarkus.core.events.ComponentAddEvent;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

import routes.shared.InvalidInputException;
import routes.shared.Secret;

/** How the brokers are reached: encrypted or not, and with which login. The same for the route that reads the topic and for doctor. */
@ApplicationScoped
class BrokerAccess {

    private final IntakeConfig.Kafka config;

    BrokerAccess(IntakeConfig config) {
        this.config = config.kafka();
    }

    /** The component exists before its first route does. */
    void configure(@Observes ComponentAddEvent added) {
        if (added.getComponent() instanceof KafkaComponent kafka) {
            configure(kafka.getConfiguration());
        }
    }

    void configure(KafkaConfiguration kafka) {
        kafka.setSecurityProtocol(protocol());
        if (config.user().isPresent()) {
            kafka.setSaslMechanism(mechanism());
            kafka.setSaslJaasConfig(login());
        }
        config.caFile().ifPresent(file -> {
            kafka.setSslTruststoreType("PEM");
            kafka.setSslTruststoreLocation(file.toString());
        });
    }

    /** The same for a client without Camel. */
    Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol());
        if (config.user().isPresent()) {
            properties.put(SaslConfigs.SASL_MECHANISM, mechanism());
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, login());
        }
        config.caFile().ifPresent(file -> {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
        });
        return properties;
    }

    private String protocol() {
        return (config.user().isPresent() ? "SASL_" : "") + (config.tls() ? "SSL" : "PLAINTEXT");
    }

    private String mechanism() {
        return config.mechanism().name().replace('_', '-');
    }

    private String login() {
        var module = config.mechanism() == IntakeConfig.Kafka.Mechanism.PLAIN
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        var password = config.password()
                .map(configured -> Secret.text("routes.intake.kafka.password", configured))
                .orElseThrow(() -> new InvalidInputException("routes.intake.kafka.user is set, but no password: set"
                        + " routes.intake.kafka.password (environment ROUTES_INTAKE_KAFKA_PASSWORD)"));
        return module + " required username=" + quoted(config.user().orElseThrow()) + " password="
                + quoted(password.get()) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
