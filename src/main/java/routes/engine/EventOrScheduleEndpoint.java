package routes.engine;

import java.time.Duration;
import java.time.ZoneId;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** Begins a run for each new version of one object, for each slot of a schedule, for both, or only by hand. */
public final class EventOrScheduleEndpoint extends TriggerEndpoint {

    private String bucket = "";
    private String object = "";
    private String cron = "";
    private String timeZone = "UTC";
    private String catchUp = "last";
    private String maxAge = "P1D";
    private int concurrency = 1;
    private int attempts = -1;

    EventOrScheduleEndpoint(String uri, DurableComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new EventOrScheduleTrigger(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    Schedule schedule() {
        return cron.isBlank()
                ? null
                : Schedule.of(cron, ZoneId.of(timeZone), CatchUp.of(catchUp), Duration.parse(maxAge));
    }

    /** What reads the whole present state needs to run only for the newest version of its object. */
    Trigger.Limits limits() {
        return new Trigger.Limits(concurrency, 0, true, attempts);
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

    public String getCron() {
        return cron;
    }

    public void setCron(String cron) {
        this.cron = cron;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getCatchUp() {
        return catchUp;
    }

    public void setCatchUp(String catchUp) {
        this.catchUp = catchUp;
    }

    public String getMaxAge() {
        return maxAge;
    }

    public void setMaxAge(String maxAge) {
        this.maxAge = maxAge;
    }

    public int getAttempts() {
        return attempts;
    }

    public void setAttempts(int attempts) {
        this.attempts = attempts;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }
}
