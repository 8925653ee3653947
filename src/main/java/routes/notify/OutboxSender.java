package routes.notify;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import routes.notify.PostReply.Limited;
import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;
import routes.notify.PostReply.Unreachable;

/**
 * Posts what waits. One thread claims channels and writes down results; the posts themselves hold no thread, so a channel that
 * does not answer delays no other.
 */
@ApplicationScoped
public class OutboxSender {

    private final MessageQueue queue;
    private final PostLedger ledger;
    private final Messenger messenger;
    private final OutboxMetrics metrics;
    private final NotifyConfig config;
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Semaphore news = new Semaphore(0);

    OutboxSender(
            MessageQueue queue, PostLedger ledger, Messenger messenger, OutboxMetrics metrics, NotifyConfig config) {
        this.queue = queue;
        this.ledger = ledger;
        this.messenger = messenger;
        this.metrics = metrics;
        this.config = config;
    }

    private record Result(Batch batch, PostReply reply) {}

    /** Says that there may be something to do. */
    void wake() {
        news.release();
    }

    /** Waits until there may be something to do, but not longer than given. */
    void rest(Duration most) throws InterruptedException {
        if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /**
     * Does what can be done now.
     *
     * @return when there may be more to do
     * @throws routes.ledger.LedgerException if the ledger is away; nothing is lost by that
     */
    Duration work() {
        writeResults();
        var backlog = queue.backlog();
        metrics.waiting(backlog);
        var rest = config.poll();
        for (var channel : backlog) {
            if (channel.age().compareTo(config.maxAge()) > 0) {
                expire(channel.channel());
            }
            if (channel.pause().isZero()) {
                queue.claim(channel.channel()).ifPresent(this::post);
            } else if (channel.pause().compareTo(rest) < 0) {
                rest = channel.pause();
            }
        }
        return rest;
    }

    /** Waits for the posts under way and writes down what became of them; one whose result is not known may be told twice. */
    void finish(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < end) {
            rest(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        writeResults();
    }

    private void post(Batch batch) {
        underWay.incrementAndGet();
        messenger.post(batch.channel(), batch.text()).thenAccept(reply -> {
            results.add(new Result(batch, reply));
            underWay.decrementAndGet();
            wake();
        });
    }

    /** A result stays first in line until the ledger has it, because a message whose success is forgotten is told twice. */
    private void writeResults() {
        for (var result = results.peek(); result != null; result = results.peek()) {
            write(result.batch(), result.reply());
            results.remove();
        }
    }

    private void write(Batch batch, PostReply reply) {
        var channel = batch.channel();
        if (reply instanceof Told told) {
            ledger.told(batch, told.note()).ifPresent(former -> ChannelLog.working(channel, former));
            metrics.told(batch);
        } else if (reply instanceof Limited limited) {
            ledger.limited(batch, limited.retryAfter());
        } else if (reply instanceof Unreachable unreachable) {
            ledger.unreachable(batch, unreachable.why())
                    .ifPresent(former -> ChannelLog.unreachable(channel, former, unreachable.why()));
        } else if (reply instanceof Refused refused) {
            ledger.refused(batch, refused.why())
                    .ifPresent(former -> ChannelLog.refused(channel, former, refused.why()));
            metrics.buried(channel, batch.messages().size());
        }
    }

    private void expire(String channel) {
        int expired = ledger.expire(channel);
        if (expired > 0) {
            ChannelLog.expired(channel, expired);
            metrics.buried(channel, expired);
        }
    }
}
