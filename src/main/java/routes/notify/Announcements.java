package routes.notify;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.RunNews;

/** Finds the words for what people are told. Everything that comes from data is escaped and cut to a readable length. */
@ApplicationScoped
public class Announcements implements RunNews {

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_ERROR = 1_500;

    private final Optional<URI> consoleUrl;
    private final Set<String> success;
    private final Messenger messenger;

    Announcements(NotifyConfig config, Messenger messenger) {
        this.messenger = messenger;
        this.consoleUrl = config.consoleUrl();
        this.success = config.success().orElse(Set.of());
    }

    @Override
    public Optional<Announcement> parked(ClaimedRun run, String error) {
        var reason = error == null || error.isBlank() ? "no reason given" : error;
        var text = headline(run, "parked") + "\n" + SlackText.quote(reason, LONGEST_ERROR);
        return Optional.of(announcement(run, "parked", ErrorKind.of(run, reason), text));
    }

    @Override
    public Optional<Announcement> recovered(ClaimedRun run) {
        return Optional.of(run)
                .filter(ClaimedRun::parkedBefore)
                .map(parked -> announcement(run, "recovered", "", headline(run, "recovered")));
    }

    @Override
    public Optional<Announcement> succeeded(ClaimedRun run) {
        return Optional.of(run)
                .filter(wanted -> success.contains(run.route()))
                .map(wanted -> announcement(run, "succeeded", "", headline(run, "succeeded")));
    }

    /**
     * A route's own message.
     *
     * @param dedupeKey the same key is told once
     * @param channel where, or null for the default channel
     * @param text shown as it is, except for mrkdwn's emphasis: it may come from data, so it holds no links with labels and
     *     mentions nobody
     */
    public static Announcement message(String dedupeKey, String channel, String text) {
        var target = channel == null || channel.isBlank() ? Messenger.DEFAULT_CHANNEL : channel;
        return new Announcement(dedupeKey, target, null, SlackText.escape(text));
    }

    private Announcement announcement(ClaimedRun run, String what, String kind, String text) {
        return new Announcement(
                what + ":" + run.id() + ":" + run.attempt(),
                messenger.channelOf(run.route()),
                "runs of " + run.route() + " " + what + "|" + kind,
                text);
    }

    private String headline(ClaimedRun run, String what) {
        var name = run.route() + " run " + run.id();
        var linked = consoleUrl
                .map(console -> SlackText.link(page(console, run), name))
                .orElseGet(() -> SlackText.escape(name));
        return linked + " *" + what + "*: " + SlackText.escape(SlackText.cut(subject(run), LONGEST_SUBJECT));
    }

    private static URI page(URI console, ClaimedRun run) {
        var base = console.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "runs/" + run.id());
    }

    private static String subject(ClaimedRun run) {
        if (run.event() != null) {
            return run.event().bucket() + "/" + run.event().key().replace('\n', ' ');
        }
        return run.slot() == null ? "started by hand" : "slot " + run.slot();
    }
}
