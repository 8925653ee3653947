package routes.notify;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

import routes.engine.Action;
import routes.ledger.Announcement;
import routes.shared.InvalidInputException;

/** Leaves a message of a route in the outbox, once for each run and step, however often the run is routed. */
@ApplicationScoped
class SlackMessageAction implements Action {

    private final Outbox outbox;
    private final CamelContext camel;

    SlackMessageAction(Outbox outbox, CamelContext camel) {
        this.outbox = outbox;
        this.camel = camel;
    }

    @Override
    public String name() {
        return "slack-message";
    }

    @Override
    public Progress proceed(Call call) {
        var text = text(call.parameter("text"), call.exchange());
        if (text.isBlank()) {
            throw new InvalidInputException("the message of step " + call.stepId() + " has no text");
        }
        var channel = Optional.ofNullable(call.parameter("channel")).orElse(Messenger.DEFAULT_CHANNEL);
        var dedupeKey = "step:" + call.run().getId() + ":" + call.externalId();
        var id = outbox.enqueue(new Announcement(dedupeKey, channel, null, text));
        return new Progress.Done(Map.of("message", id));
    }

    private String text(String expression, Exchange exchange) {
        if (expression == null) {
            return exchange.getMessage().getBody(String.class);
        }
        return camel.resolveLanguage("simple").createExpression(expression).evaluate(exchange, String.class);
    }
}
