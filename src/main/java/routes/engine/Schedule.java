package routes.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import routes.shared.InvalidInputException;

/**
 * The slots of a cron expression (five fields, as in Unix) in a time zone.
 *
 * <p>Where the clock is put forward, a slot of a certain hour that is missing comes right after the missing hour; where it is put
 * back, a slot of the doubled hour comes once.
 */
public final class Schedule {

    /** A slot is on time if it is seen this soon; later it counts as missed. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    /** How far back all missed slots are caught up with where nobody says. */
    private static final Duration DAY = Duration.ofDays(1);

    /** How far back the last slot is looked for, the nearest first: the minutes of a year would be many. */
    private static final List<Duration> LOOKS = List.of(DAY, Duration.ofDays(40));

    private static final int MOST_AT_ONCE = 1_000;

    private final ExecutionTime times;
    private final boolean everyHour;
    private final ZoneId zone;
    private final CatchUp catchUp;
    private final Duration maxAge;

    private Schedule(Cron cron, ZoneId zone, CatchUp catchUp, Duration maxAge) {
        this.times = ExecutionTime.forCron(cron);
        this.everyHour = cron.retrieve(CronFieldName.HOUR).getExpression() instanceof Always;
        this.zone = zone;
        this.catchUp = catchUp;
        this.maxAge = maxAge;
    }

    /**
     * Looks whether there is such a schedule, for those who make routes from what is configured elsewhere.
     *
     * @throws InvalidInputException if there is none; the message says what to write
     */
    public static void check(String cron, String timeZone) {
        try {
            of(cron, ZoneId.of(timeZone), CatchUp.LAST, Duration.ZERO);
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "the time zone is " + timeZone + ": use a name such as Asia/Seoul, or UTC", e);
        }
    }

    /**
     * A schedule.
     *
     * @param maxAge how old a missed slot may be to be caught up with; null for a day if all are caught up with, and for any age of the
     *     last one
     */
    static Schedule of(String cron, ZoneId zone, CatchUp catchUp, Duration maxAge) {
        try {
            var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            return new Schedule(parser.parse(cron), zone, catchUp, maxAge);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "cron is " + cron + ": use five fields, minute hour day month weekday (" + e.getMessage() + ")", e);
        }
    }

    /**
     * The slots that want a run now, oldest first.
     *
     * @param last the slot up to which all has been done
     * @param now the present
     */
    List<Instant> due(Instant last, Instant now) {
        return switch (catchUp) {
            case ALL -> {
                var passed = passed(later(last, now.minus(maxAge == null ? DAY : maxAge)), now);
                yield passed.subList(0, Math.min(passed.size(), MOST_AT_ONCE));
            }
            case LAST -> latest(maxAge == null ? last : later(last, now.minus(maxAge)), now);
            case NONE ->
                passed(later(last, now.minus(ON_TIME)), now).stream()
                        .filter(slot -> slot.isAfter(now.minus(ON_TIME)))
                        .toList();
        };
    }

    /** Whether a slot that gets no run is a loss. */
    boolean missesSlots() {
        return catchUp != CatchUp.NONE;
    }

    private List<Instant> latest(Instant from, Instant now) {
        for (var look : LOOKS) {
            var near = passed(later(from, now.minus(look)), now);
            if (!near.isEmpty()) {
                return near.subList(near.size() - 1, near.size());
            }
        }
        var passed = passed(from, now);
        return passed.isEmpty() ? passed : passed.subList(passed.size() - 1, passed.size());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The slots of these days, in the zone of the schedule, oldest first. */
    List<Instant> slots(LocalDate first, LocalDate last) {
        var from = first.atStartOfDay(zone).toInstant().minusMillis(1);
        var to = last.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        return passed(from, to);
    }

    ZoneId zone() {
        return zone;
    }

    private List<Instant> passed(Instant from, Instant now) {
        var slots = new TreeSet<>(missing(from, now));
        var next = next(from);
        while (next != null && !next.isAfter(now)) {
            slots.add(next);
            next = next(next);
        }
        return List.copyOf(slots);
    }

    /** Slots that fall into an hour that the zone left out. */
    private List<Instant> missing(Instant from, Instant now) {
        var slots = new ArrayList<Instant>();
        var rules = zone.getRules();
        var change = rules.nextTransition(from);
        while (!everyHour && change != null && !change.getInstant().isAfter(now)) {
            if (change.isGap() && hasSlot(change.getDateTimeBefore(), change.getDateTimeAfter())) {
                slots.add(change.getInstant());
            }
            change = rules.nextTransition(change.getInstant());
        }
        return slots;
    }

    private boolean hasSlot(LocalDateTime from, LocalDateTime to) {
        return times.nextExecution(from.minusSeconds(1).atZone(ZoneOffset.UTC))
                .filter(slot -> slot.toLocalDateTime().isBefore(to))
                .isPresent();
    }

    private Instant next(Instant after) {
        return times.nextExecution(after.atZone(zone))
                .map(time -> time.toInstant())
                .orElse(null);
    }
}
