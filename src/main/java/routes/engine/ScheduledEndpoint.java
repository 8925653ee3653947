package routes.engine;

import java.time.Duration;
import java.time.ZoneId;

/** Where a route begins that has, or may have, a schedule. */
abstract class ScheduledEndpoint extends TriggerEndpoint {

    private String cron = "";
    private String timeZone = "UTC";
    private String catchUp = "last";
    private String maxAge = "";
    private int attempts = -1;
    private int concurrency;

    ScheduledEndpoint(String uri, DurableComponent component, int concurrency) {
        super(uri, component);
        this.concurrency = concurrency;
    }

    abstract Trigger.Limits limits();

    /** Its slots, or null if it has none. */
    Schedule schedule() {
        return Schedule.of(cron, ZoneId.of(timeZone), CatchUp.of(catchUp), age());
    }

    private Duration age() {
        return maxAge.isBlank() ? null : Duration.parse(maxAge);
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
