package routes.notify;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.OpenStep;
import routes.ledger.RunNews;
import routes.ledger.StepRecord;

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

    @Override
    public Optional<Announcement> branchFailed(ClaimedRun run, List<StepRecord> failed) {
        return failed(run, failed, "failed in part", "The other branches go on.");
    }

    @Override
    public Optional<Announcement> triedAgain(ClaimedRun run, List<StepRecord> failed, Instant next) {
        var when = "It is tried again at " + next.truncatedTo(ChronoUnit.SECONDS) + ".";
        return failed(run, failed, "failed", when);
    }

    /** The same steps of an attempt are told of once, whether others went on beside them or not. */
    private Optional<Announcement> failed(ClaimedRun run, List<StepRecord> failed, String what, String whatNext) {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        var steps = failed.stream().map(StepRecord::id).sorted().collect(Collectors.joining(", "));
        var reasons = failed.stream().map(StepRecord::error).distinct().collect(Collectors.joining("\n"));
        var text =
                headline(run, what) + "\n" + SlackText.quote(steps + ": " + reasons + "\n" + whatNext, LONGEST_ERROR);
        var key = "failed:" + run.id() + ":" + run.attempt() + ":" + steps;
        var group = "runs of " + run.route() + " " + what + "|" + steps;
        return Optional.of(new Announcement(key, messenger.channelOf(run.route()), group, text));
    }

    @Override
    public Announcement late(OpenStep late) {
        var step = late.step();
        var of = late.slot() == null ? "" : ", slot " + late.slot();
        var reason = late.note() == null ? "" : "\n" + SlackText.quote(late.note(), LONGEST_ERROR);
        // A step that could not be begun for a while may be late once more after its begin.
        var key = step.handle() == null ? "not begun:" : "late:";
        return new Announcement(
                key + step.runId() + ":" + step.id() + ":" + step.attempt(),
                messenger.channelOf(late.route()),
                "steps of " + late.route() + " late|" + step.id(),
                linked(late.route(), step.runId()) + " *late*: " + SlackText.escape("step " + step.id() + of) + reason);
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
        return linked(run.route(), run.id()) + " *" + what + "*: "
                + SlackText.escape(SlackText.cut(subject(run), LONGEST_SUBJECT));
    }

    private String linked(String route, long run) {
        var name = route + " run " + run;
        return consoleUrl
                .map(console -> SlackText.link(page(console, run), name))
                .orElseGet(() -> SlackText.escape(name));
    }

    /** Where people can look at a run. */
    static URI page(URI console, long run) {
        var base = console.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "api/runs/" + run);
    }

    private static String subject(ClaimedRun run) {
        if (run.event() != null) {
            return run.event().bucket() + "/" + run.event().key().replace('\n', ' ');
        }
        return run.slot() == null ? "started by hand" : "slot " + run.slot();
    }
}
