package routes.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Dispatch;
import routes.ledger.ObjectEvent;
import routes.ledger.Verdict;

/** The triggered routes of this replica. */
@ApplicationScoped
class Triggers implements Dispatch {

    private final Map<String, Trigger> byRoute = new ConcurrentSkipListMap<>();
    private volatile boolean complete;

    void add(Trigger trigger) {
        byRoute.put(trigger.routeId(), trigger);
    }

    void remove(Trigger trigger) {
        byRoute.remove(trigger.routeId(), trigger);
    }

    /** Says that all routes are known, so that the verdicts on an event are all there are. */
    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    Collection<Trigger> all() {
        return byRoute.values();
    }

    Trigger of(String routeId) {
        return byRoute.get(routeId);
    }

    @Override
    public List<Verdict> decide(ObjectEvent event) {
        if (!complete) {
            throw new IllegalStateException("the routes are still being started");
        }
        return byRoute.values().stream()
                .filter(EventTrigger.class::isInstance)
                .map(EventTrigger.class::cast)
                .filter(EventTrigger::takesEvents)
                .map(trigger -> trigger.decide(event))
                .toList();
    }
}
