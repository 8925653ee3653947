package routes.engine;

import java.time.ZoneId;
import java.util.Map;

import org.apache.camel.Processor;

/** Begins a route at the slots of a schedule. */
final class ScheduleTrigger extends TriggerConsumer {

    private final ScheduleEndpoint endpoint;
    private Schedule schedule;

    ScheduleTrigger(ScheduleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        schedule = endpoint.schedule();
    }

    @Override
    public String kind() {
        return "schedule";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "cron", endpoint.getCron(),
                "timeZone", endpoint.getTimeZone(),
                "catchUp", endpoint.getCatchUp(),
                "overlap", endpoint.getOverlap());
    }

    @Override
    public Limits limits() {
        return endpoint.limits();
    }

    @Override
    public ZoneId zone() {
        return schedule.zone();
    }

    Schedule schedule() {
        return schedule;
    }

    /** Whether a run begins at the start of the application too. */
    boolean atStart() {
        return endpoint.isAtStart();
    }

    /** Whether a slot is skipped while an earlier run has not ended. */
    boolean skipsOverlap() {
        return endpoint.getOverlap().equals("skip");
    }

    /** Whether a slot cancels earlier runs that have not ended. */
    boolean cancelsOverlap() {
        return endpoint.getOverlap().equals("cancel");
    }
}
