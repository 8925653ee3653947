package routes.notify;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import routes.engine.Action;
import routes.ledger.Announcement;
import routes.ledger.RunQueries;
import routes.shared.InvalidInputException;

/** Leaves a message of a route in the outbox, once for each run and step, however often the run is routed. */
@ApplicationScoped
class SlackMessageAction implements Action {

    private final Outbox outbox;
    private final Messenger messenger;
    private final RunQueries runs;
    private final NotifyConfig config;

    SlackMessageAction(Outbox outbox, Messenger messenger, RunQueries runs, NotifyConfig config) {
        this.config = config;
        this.messenger = messenger;
        this.outbox = outbox;
        this.runs = runs;
    }

    @Override
    public String name() {
        return "slack-message";
    }

    @Override
    public Progress proceed(Call call) {
        var expression = call.parameter("text");
        var raw = Boolean.parseBoolean(call.parameter("raw"));
        var text = raw ? SlackText.raw(call.text(expression)) : new MessageText(call::text).of(expression);
        if (text == null || text.isBlank()) {
            throw new InvalidInputException("the message of step " + call.stepId() + " has no text");
        }
        if ("true".equals(call.parameter("steps"))) {
            text = text + "\n"
                    + StepTable.of(
                            runs.steps(call.run().getId()),
                            config.consoleUrl()
                                    .map(console -> Announcements.page(
                                            console, call.run().getId())));
        }
        var channel = Optional.ofNullable(call.parameter("channel"))
                .orElseGet(() -> messenger.channelOf(call.run().getRoute()));
        var dedupeKey = "step:" + call.run().getId() + ":" + call.externalId();
        var id = outbox.enqueue(new Announcement(dedupeKey, channel, null, text));
        return new Progress.Done(Map.of("message", id));
    }
}
