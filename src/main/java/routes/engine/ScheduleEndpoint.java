package routes.engine;

import java.util.List;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;

import routes.shared.InvalidInputException;

/** Begins a run for each slot of a schedule. */
public final class ScheduleEndpoint extends ScheduledEndpoint {

    private boolean atStart;
    private String overlap = "wait";

    ScheduleEndpoint(String uri, DurableComponent component) {
        super(uri, component, 0);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new ScheduleTrigger(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    Trigger.Limits limits() {
        return new Trigger.Limits(overlap.equals("allow") ? getConcurrency() : 1, 0, false, getAttempts());
    }

    public boolean isAtStart() {
        return atStart;
    }

    public void setAtStart(boolean atStart) {
        this.atStart = atStart;
    }

    public String getOverlap() {
        return overlap;
    }

    public void setOverlap(String overlap) {
        if (!List.of("wait", "skip", "cancel", "allow").contains(overlap)) {
            throw new InvalidInputException("overlap is " + overlap + ": use wait, skip, cancel or allow");
        }
        this.overlap = overlap;
    }
}
