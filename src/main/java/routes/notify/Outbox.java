package routes.notify;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Announcement;
import routes.shared.InvalidInputException;

/**
 * Where other pipelines leave what people are to be told. Once a call returns, the message is safe: it is told at least once,
 * whatever is restarted, and twice only if a replica dies between telling it and writing that down. Safe for concurrent use.
 */
@ApplicationScoped
public class Outbox {

    private final MessageQueue queue;
    private final PostLedger ledger;
    private final Messenger messenger;
    private final OutboxSender sender;

    Outbox(MessageQueue queue, PostLedger ledger, Messenger messenger, OutboxSender sender) {
        this.queue = queue;
        this.ledger = ledger;
        this.messenger = messenger;
        this.sender = sender;
    }

    /**
     * Queues a message.
     *
     * @return id of the message; for a dedupe key that was used before, of the message that has it
     * @throws InvalidInputException if there is no such channel
     * @throws routes.ledger.LedgerException if it could not be written
     */
    public long enqueue(Announcement announcement) {
        if (!messenger.knows(announcement.channel())) {
            throw new InvalidInputException(Messenger.unknown(announcement.channel()));
        }
        long id = queue.enqueue(announcement);
        sender.wake();
        return id;
    }

    /**
     * Queues the dead messages of a channel again, after somebody has put right why they were refused.
     *
     * @return how many
     */
    public int retryDead(String channel) {
        int revived = ledger.revive(channel);
        sender.wake();
        return revived;
    }
}
