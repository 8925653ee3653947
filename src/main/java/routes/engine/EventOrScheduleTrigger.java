package routes.engine;

import java.util.Map;

import org.apache.camel.Processor;

import routes.ledger.ObjectEvent;
import routes.ledger.Verdict;

/** Begins a route for the versions of one object, at the slots of a schedule, or by hand, as it is configured. */
final class EventOrScheduleTrigger extends ScheduledConsumer implements EventTrigger {

    private final EventOrScheduleEndpoint endpoint;

    EventOrScheduleTrigger(EventOrScheduleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public String kind() {
        return "event-or-schedule";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "bucket", endpoint.getBucket(),
                "object", endpoint.getObject(),
                "cron", endpoint.getCron(),
                "timeZone", endpoint.getTimeZone(),
                "catchUp", endpoint.getCatchUp());
    }

    @Override
    public boolean atStart() {
        return false;
    }

    @Override
    public boolean skipsOverlap() {
        return false;
    }

    @Override
    public boolean takesEvents() {
        return !endpoint.getBucket().isEmpty();
    }

    @Override
    public Verdict decide(ObjectEvent event) {
        if (event.isTest()) {
            return skip("a test event: the store tries whether it is heard");
        }
        if (!event.bucket().equals(endpoint.getBucket())) {
            return skip("bucket is " + event.bucket() + ", not " + endpoint.getBucket());
        }
        if (!event.key().equals(endpoint.getObject())) {
            return skip("key is " + event.key() + ", not " + endpoint.getObject());
        }
        if (!event.created()) {
            return skip("event " + event.name() + " tells of no new version");
        }
        return Verdict.start(routeId(), "is a new version of the route's object");
    }

    private Verdict skip(String reason) {
        return Verdict.skip(routeId(), reason);
    }
}
