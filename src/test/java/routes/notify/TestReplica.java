package routes.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import routes.ledger.Announcement;

/** One replica's outbox as the application wires it, quick enough for tests. */
final class TestReplica implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MessageQueue queue;
    final PostLedger posts;
    final Outbox outbox;
    private final OutboxLoop loop;

    TestReplica(TestLedger ledger, String... settings) {
        this(ledger, Settings.of(quick(settings)));
    }

    private TestReplica(TestLedger ledger, NotifyConfig config) {
        queue = new MessageQueue(ledger.database(), config);
        posts = new PostLedger(ledger.database(), config);
        var messenger = new Messenger(new Channels(config, null, List.of()));
        var sender = new OutboxSender(queue, posts, messenger, new OutboxMetrics(meters), config);
        outbox = new Outbox(queue, posts, messenger, sender);
        loop = new OutboxLoop(sender, new Outages(ledger.database(), messenger, config), config);
    }

    /** A replica that knows the channels of a Slack. */
    static TestReplica of(TestLedger ledger, ScriptedSlack slack, String... settings) {
        var all = new ArrayList<>(List.of(
                "slack.secret", slack.webhook("default"),
                "slack.channels.other.secret", slack.webhook("other")));
        all.addAll(List.of(settings));
        return new TestReplica(ledger, all.toArray(String[]::new));
    }

    TestReplica started() {
        loop.start();
        return this;
    }

    long enqueue(String text) {
        return enqueue("default", null, text);
    }

    long enqueue(String channel, String group, String text) {
        return outbox.enqueue(new Announcement(null, channel, group, text));
    }

    private static Map<String, String> quick(String... settings) {
        var all = new TreeMap<>(Map.of(
                "routes.notify.pace", "0.01s",
                "routes.notify.poll", "0.05s",
                // What a machine that stands still does not use up: a post that is given up is posted again.
                "routes.notify.timeout", "1m",
                "routes.notify.back-off.first", "0.05s",
                "routes.notify.back-off.most", "0.2s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("routes.notify." + settings[i], settings[i + 1]);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            loop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
