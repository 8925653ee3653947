package routes.engine;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;

import routes.shared.InvalidInputException;

/** Begins a run for each slot of a schedule. */
public final class ScheduleEndpoint extends TriggerEndpoint {

    private String cron;
    private String timeZone = "UTC";
    private String catchUp = "last";
    private String maxAge = "P1D";
    private boolean atStart;
    private String overlap = "wait";
    private int attempts = -1;
    private int concurrency;

    ScheduleEndpoint(String uri, DurableComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new ScheduleTrigger(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    Schedule schedule() {
        return Schedule.of(cron, ZoneId.of(timeZone), CatchUp.of(catchUp), Duration.parse(maxAge));
    }

    Trigger.Limits limits() {
        return new Trigger.Limits(overlap.equals("allow") ? concurrency : 1, 0, false, attempts);
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
