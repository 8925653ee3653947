package routes.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;

import routes.ledger.ClaimedRun;
import routes.ledger.ObjectEvent;
import routes.ledger.StepRecord;
import routes.ledger.StepState;
import routes.shared.InvalidInputException;

/**
 * A run while it is being routed. All branches of its route share it, so it also knows what a branch's exception, lost on its
 * way through an aggregation, would have said. Safe for concurrent use.
 */
public final class Run {

    /** Exchange property under which the run travels. */
    static final String PROPERTY = "SluiceRun";

    private final ClaimedRun claimed;
    private final ZoneId zone;
    private final Map<String, StepRecord> steps = new ConcurrentHashMap<>();
    private Instant wakeAt;
    private boolean lost;
    private Exception branchFailure;
    private volatile String date;

    Run(ClaimedRun claimed, Collection<StepRecord> known, ZoneId zone) {
        this.claimed = claimed;
        this.zone = zone;
        known.forEach(step -> steps.put(step.id(), step));
    }

    /** The run an exchange belongs to. */
    static Run of(Exchange exchange, String stepId) {
        var run = exchange.getProperty(PROPERTY, Run.class);
        if (run == null) {
            throw new InvalidInputException(
                    "step " + stepId + " stands in a route without runs: let the route begin with"
                            + " object-event-source or schedule-source");
        }
        return run;
    }

    /** Number of the run, as people see it. */
    public long getId() {
        return claimed.id();
    }

    /** Id of its route. */
    public String getRoute() {
        return claimed.route();
    }

    /** What it was started for. */
    public String getCause() {
        return claimed.cause();
    }

    /** When it was queued for the first time, in microseconds: never the same for two runs of one cause. */
    Instant getQueuedAt() {
        return claimed.createdAt();
    }

    /** Logical time of a scheduled run, or null. */
    public Instant getSlot() {
        return claimed.slot();
    }

    /** Day that it is about, in the zone of its route: see {@link #day}. */
    public LocalDate getLogicalDate() {
        return day(zone, claimed.createdAt());
    }

    /**
     * Day that it is about: of its slot; or the one that a manual call gave as {@code date}; or else of another time.
     *
     * @throws InvalidInputException if a manual call gave something else as date
     */
    LocalDate day(ZoneId in, Instant otherwise) {
        if (getSlot() == null && date != null) {
            try {
                return LocalDate.parse(date);
            } catch (DateTimeParseException e) {
                throw new InvalidInputException("date is " + date + ": use a day such as 2026-11-20", e);
            }
        }
        return (getSlot() == null ? otherwise : getSlot()).atZone(in).toLocalDate();
    }

    /** Says what a manual call gave as its day. */
    void date(String given) {
        date = given;
    }

    /** The zone in which its route means times and dates. */
    public ZoneId getZone() {
        return zone;
    }

    /** Number of its event, or null. */
    public Long getEventId() {
        return claimed.eventId();
    }

    /** Its event, or null. */
    public ObjectEvent getEvent() {
        return claimed.event();
    }

    /** Attempt under way, from 1. */
    public int getAttempt() {
        return claimed.attempt() + 1;
    }

    ClaimedRun claimed() {
        return claimed;
    }

    /** Token of the claim by which this replica has it; another one gets another. */
    public UUID owner() {
        return claimed.owner();
    }

    /** What is known of a step, unless it belongs to an attempt that has failed. */
    StepRecord step(String stepId) {
        var step = steps.get(stepId);
        var stale = step != null
                && (step.state() == StepState.FAILED && step.attempt() < getAttempt()
                        || step.state() == StepState.CANCELLED);
        return stale ? null : step;
    }

    List<StepRecord> openSteps() {
        return steps.values().stream()
                .filter(step -> step.state() == StepState.STARTED)
                .toList();
    }

    /** The steps that have failed in this attempt. */
    List<StepRecord> failedSteps() {
        return steps.values().stream()
                .filter(step -> step.state() == StepState.FAILED && step.attempt() == getAttempt())
                .toList();
    }

    void remember(StepRecord step) {
        steps.put(step.id(), step);
    }

    synchronized void suspendUntil(Instant time) {
        wakeAt = wakeAt == null || time.isBefore(wakeAt) ? time : wakeAt;
    }

    /** When the run wants to be routed again, or null if no step has to wait. */
    synchronized Instant wakeAt() {
        return wakeAt;
    }

    /** Says that the failure of a branch ends the others too. */
    synchronized void cutShort(Exception failure) {
        branchFailure = branchFailure == null ? failure : branchFailure;
    }

    /** The failure that ends all branches, or null. */
    synchronized Exception branchFailure() {
        return branchFailure;
    }

    synchronized void lose() {
        lost = true;
    }

    synchronized boolean lost() {
        return lost;
    }

    @Override
    public String toString() {
        return "run " + getId() + " of " + getRoute();
    }
}
