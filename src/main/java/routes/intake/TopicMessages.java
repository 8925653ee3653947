package routes.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

import routes.engine.Patience;
import routes.ledger.Source;

/** Takes the messages of the store's topic. */
@Unremovable
@Named("topicMessages")
@ApplicationScoped
public class TopicMessages {

    private final Intake intake;

    TopicMessages(Intake intake) {
        this.intake = intake;
    }

    /**
     * Takes one message, and moves on in the topic after the last one of a poll. A crash before that reads the poll once more;
     * the ledger knows its events.
     *
     * <p>A ledger that is away is waited for, well below the time after which the brokers give the topic to another reader. A
     * message that fails costs more than a wait: its consumer is closed, and made anew.
     *
     * @throws routes.ledger.LedgerException if the ledger cannot be written for minutes; the message is read again
     */
    public void take(
            @Body byte[] message,
            @Header(KafkaConstants.LAST_RECORD_BEFORE_COMMIT) Boolean last,
            @Header(KafkaConstants.MANUAL_COMMIT) KafkaManualCommit commit) {
        var body = message == null ? new byte[0] : message;
        Patience.whileUnreachable(() -> {
            intake.take(Source.KAFKA, body);
            return true;
        });
        if (Boolean.TRUE.equals(last)) {
            commit.commit();
        }
    }
}
