package routes.engine;

import java.util.Map;

import org.apache.camel.Processor;

/** Begins a route at the slots of a schedule. */
final class ScheduleTrigger extends ScheduledConsumer {

    private final ScheduleEndpoint endpoint;

    ScheduleTrigger(ScheduleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
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
