package routes.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.StepPlan;
import routes.shared.InvalidInputException;

/** Waits for a time of the day of the run's slot, or for a while. The run sits in the ledger meanwhile. */
@ApplicationScoped
class WaitUntilAction implements Action {

    private final Clock clock;

    WaitUntilAction(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "wait-until";
    }

    @Override
    public StepPlan plan(Call call) {
        return StepPlan.until(wakeAt(call));
    }

    private Instant wakeAt(Call call) {
        var time = call.parameter("time");
        var duration = call.parameter("duration");
        if ((time == null) == (duration == null)) {
            throw new InvalidInputException(
                    "step " + call.stepId() + " needs either a time, such as 17:00, or a duration, such as PT10M");
        }
        if (duration != null) {
            return clock.instant().plus(Duration.parse(duration));
        }
        var zone = call.parameter("timeZone") == null ? call.run().getZone() : ZoneId.of(call.parameter("timeZone"));
        var day = call.run().day(zone, clock.instant());
        return day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    @Override
    public Progress proceed(Call call) {
        var wakeAt = call.step().plan().wakeAt();
        return clock.instant().isBefore(wakeAt)
                ? new Progress.Pending(wakeAt)
                : new Progress.Done(Map.of("until", wakeAt.toString()));
    }
}
