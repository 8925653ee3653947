package routes.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import routes.notify.MessageQueue.Backlog;

/** Counts messages. What waits is the same for every replica, what was told or buried is each replica's own. */
@ApplicationScoped
public class OutboxMetrics {

    private final MeterRegistry registry;
    private final Map<String, Backlog> waiting = new ConcurrentHashMap<>();

    OutboxMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows what waits now. */
    void waiting(List<Backlog> backlog) {
        waiting.replaceAll((channel, former) -> new Backlog(channel, 0, Duration.ZERO, Duration.ZERO));
        backlog.forEach(now -> {
            if (waiting.put(now.channel(), now) == null) {
                register(now.channel());
            }
        });
    }

    void told(Batch batch) {
        count("sluice.outbox.sent", batch.channel(), 1);
        count("sluice.outbox.merged", batch.channel(), batch.messages().size() - 1);
    }

    void buried(String channel, int messages) {
        count("sluice.outbox.dead", channel, messages);
    }

    private void register(String channel) {
        var tag = List.of(Tag.of("channel", channel));
        registry.gauge(
                "sluice.outbox.queued", tag, waiting, now -> now.get(channel).messages());
        registry.gauge(
                "sluice.outbox.age.seconds",
                tag,
                waiting,
                now -> now.get(channel).age().toSeconds());
    }

    private void count(String name, String channel, int messages) {
        registry.counter(name, "channel", channel).increment(messages);
    }
}
