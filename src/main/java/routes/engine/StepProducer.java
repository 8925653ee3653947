package routes.engine;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Performs a step when a message comes by. */
final class StepProducer extends DefaultProducer {

    private final StepEndpoint step;

    StepProducer(StepEndpoint step) {
        super(step);
        this.step = step;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        step.getComponent().steps().perform(step.action(), step.getId(), step.parameters(), exchange);
    }
}
