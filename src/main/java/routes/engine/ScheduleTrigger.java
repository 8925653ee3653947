package routes.engine;

import java.util.Map;

import org.apache.camel.Processor;

/** Begins a route at the slots of a schedule. */
final class ScheduleTrigger extends TriggerConsumer implements Scheduled {

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
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public boolean atStart() {
        return endpoint.isAtStart();
    }

    @Override
    public boolean skipsOverlap() {
        return endpoint.getOverlap().equals("skip");
    }

    @Override
    public boolean cancelsOverlap() {
        return endpoint.getOverlap().equals("cancel");
    }
}
