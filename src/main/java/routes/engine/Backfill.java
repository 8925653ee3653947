package routes.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.SlotLedger;
import routes.shared.InvalidInputException;

/** Queues runs of a schedule's past slots. */
@ApplicationScoped
public class Backfill {

    private static final int MOST_DAYS = 3_660;
    private static final int MOST_SLOTS = 10_000;

    private final Triggers triggers;
    private final SlotLedger ledger;
    private final RunEngine engine;

    Backfill(Triggers triggers, SlotLedger ledger, RunEngine engine) {
        this.triggers = triggers;
        this.ledger = ledger;
        this.engine = engine;
    }

    /**
     * The slots that were found.
     *
     * @param slots those that get a run, oldest first
     * @param had those that are left alone because they had a run
     */
    public record Slots(List<Instant> slots, List<Instant> had) {}

    /**
     * Queues a run for each slot of these days, behind the live runs. They follow the overlap rule of their schedule.
     *
     * @param first first day, in the zone of the schedule
     * @param last last day
     * @param again whether slots that had a run get another one
     * @param dryRun whether to say only what would be queued
     * @throws InvalidInputException if the route has no schedule, or the days have no or too many slots
     */
    public Slots queue(String route, LocalDate first, LocalDate last, boolean again, boolean dryRun) {
        var slots = slots(route, first, last);
        var had = again ? List.<Instant>of() : ledger.withRun(route, slots);
        var wanted = slots.stream().filter(slot -> !had.contains(slot)).toList();
        if (!dryRun && ledger.backfill(route, wanted, again) > 0) {
            engine.wakeUp();
        }
        return new Slots(wanted, had);
    }

    private List<Instant> slots(String route, LocalDate first, LocalDate last) {
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new InvalidInputException("the days from " + first + " to " + last
                    + " cannot be backfilled: the last must not be before the first, nor 10 years after it");
        }
        var slots = schedule(route).schedule().slots(first, last);
        if (slots.size() > MOST_SLOTS) {
            throw new InvalidInputException("the days from " + first + " to " + last + " have " + slots.size()
                    + " slots: backfill at most " + MOST_SLOTS + " at a time");
        }
        return slots;
    }

    private Scheduled schedule(String route) {
        for (var trigger : triggers.all()) {
            if (trigger.routeId().equals(route)
                    && trigger instanceof Scheduled scheduled
                    && scheduled.schedule() != null) {
                return scheduled;
            }
        }
        throw new InvalidInputException("route " + route + " cannot be backfilled: it begins with no schedule");
    }
}
