package routes.engine;

import java.time.Clock;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.ExchangeHelper;

import routes.shared.InvalidInputException;
import routes.shared.LaterException;

/**
 * Runs a {@code direct:} route inside this application, and remembers its body as the step's result. A crash in its middle
 * repeats it, so what it does must come out the same when done twice. What cannot begin yet says so with a {@link LaterException}.
 */
@ApplicationScoped
class CallAction implements Action {

    private final ProducerTemplate producer;
    private final Clock clock;

    CallAction(CamelContext camel, Clock clock) {
        this.clock = clock;
        this.producer = camel.createProducerTemplate();
    }

    @PreDestroy
    void close() {
        producer.stop();
    }

    @Override
    public String name() {
        return "call";
    }

    @Override
    public Progress proceed(Call call) throws Exception {
        var route = call.parameter("call");
        if (route == null) {
            throw new InvalidInputException("step " + call.stepId() + " does not say which direct: route to call");
        }
        var exchange = ExchangeHelper.createCorrelatedCopy(call.exchange(), false);
        var result = producer.send("direct:" + route, exchange);
        if (result.getException() instanceof LaterException later) {
            return new Progress.Pending(clock.instant().plus(later.pause()));
        }
        if (result.getException() != null) {
            throw result.getException();
        }
        return new Progress.Done(result.getMessage().getBody());
    }
}
