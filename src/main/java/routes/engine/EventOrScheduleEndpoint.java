package routes.engine;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** Begins a run for each new version of one object, for each slot of a schedule, for both, or only by hand. */
public final class EventOrScheduleEndpoint extends ScheduledEndpoint {

    private String bucket = "";
    private String object = "";

    EventOrScheduleEndpoint(String uri, DurableComponent component) {
        super(uri, component, 1);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new EventOrScheduleTrigger(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    Schedule schedule() {
        return getCron().isBlank() ? null : super.schedule();
    }

    /** What reads the whole present state needs to run only for the newest version of its object. */
    @Override
    Trigger.Limits limits() {
        return new Trigger.Limits(getConcurrency(), 0, true, getAttempts());
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getObject() {
        return object;
    }

    public void setObject(String object) {
        this.object = object;
    }
}
