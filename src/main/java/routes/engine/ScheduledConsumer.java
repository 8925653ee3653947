package routes.engine;

import org.apache.camel.Processor;

/** The Camel consumer behind a trigger that has, or may have, a schedule. */
abstract class ScheduledConsumer extends TriggerConsumer implements Scheduled {

    private final ScheduledEndpoint endpoint;
    private Schedule schedule;

    ScheduledConsumer(ScheduledEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        schedule = endpoint.schedule();
    }

    @Override
    public Limits limits() {
        return endpoint.limits();
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }
}
