package routes.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.ledger.RouteControl;
import routes.ledger.SlotLedger;
import routes.ledger.Watermarks;

/** Queues the runs of schedules. Every replica does so; the ledger takes each slot once. */
@ApplicationScoped
class Schedules {

    private static final Logger LOG = Logger.getLogger(Schedules.class);

    private final Triggers triggers;
    private final SlotLedger slots;
    private final Watermarks watermarks;
    private final RouteControl control;
    private final Clock clock;
    private final Map<String, Instant> done = new ConcurrentHashMap<>();

    Schedules(Triggers triggers, SlotLedger slots, Watermarks watermarks, RouteControl control, Clock clock) {
        this.triggers = triggers;
        this.slots = slots;
        this.watermarks = watermarks;
        this.control = control;
        this.clock = clock;
    }

    /** Queues the slots that have come since the last call, and returns how many were new. */
    int fire() {
        var fired = 0;
        // After a start of the application, stopped routes are in service until they are looked at for the first time.
        var stopped = control.stopped();
        for (var trigger : triggers.all()) {
            if (trigger instanceof Scheduled scheduled
                    && scheduled.schedule() != null
                    && trigger.active()
                    && !stopped.contains(trigger.routeId())) {
                fired += fire(scheduled);
            }
        }
        return fired;
    }

    private int fire(Scheduled trigger) {
        var mark = "schedule:" + trigger.routeId();
        var now = clock.instant();
        var fresh = done.containsKey(trigger.routeId()) ? 0 : start(trigger, now);
        var last = done.computeIfAbsent(trigger.routeId(), route -> firstLook(mark, now));
        var due = trigger.schedule().due(last, now);
        if (due.isEmpty()) {
            return fresh;
        }
        var queued = trigger.cancelsOverlap()
                ? slots.queueInstead(trigger.routeId(), due)
                : slots.queue(trigger.routeId(), due, trigger.skipsOverlap());
        if (queued < due.size() && trigger.skipsOverlap() && trigger.schedule().missesSlots()) {
            tellSkipped(trigger.routeId(), due);
        }
        var latest = due.get(due.size() - 1);
        watermarks.set(mark, latest.toString());
        done.put(trigger.routeId(), latest);
        return fresh + queued;
    }

    /** A slot that gets no run leaves no other trace. */
    private void tellSkipped(String route, List<Instant> due) {
        var withRun = slots.withRun(route, due);
        due.stream()
                .filter(slot -> !withRun.contains(slot))
                .forEach(slot -> LOG.warnf(
                        "slot %s of %s gets no run, because an earlier run has not ended and overlap is skip",
                        slot, route));
    }

    private int start(Scheduled trigger, Instant now) {
        // By the minute: replicas that start together begin one run together.
        return trigger.atStart()
                ? slots.queue(trigger.routeId(), List.of(now.truncatedTo(ChronoUnit.MINUTES)), true)
                : 0;
    }

    /** A schedule that the ledger does not know begins now: the slots before its first start are none of its business. */
    private Instant firstLook(String mark, Instant now) {
        return watermarks.get(mark).map(Instant::parse).orElseGet(() -> {
            watermarks.set(mark, now.toString());
            return now;
        });
    }
}
