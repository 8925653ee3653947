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
        var oldest = now.minus(catchUp == CatchUp.NONE ? ON_TIME : maxAge);
        var passed = passed(last.isBefore(oldest) ? oldest : last, now);
        return switch (catchUp) {
            case ALL -> passed.subList(0, Math.min(passed.size(), MOST_AT_ONCE));
            case LAST -> passed.isEmpty() ? passed : passed.subList(passed.size() - 1, passed.size());
            case NONE ->
                passed.stream().filter(slot -> slot.isAfter(now.minus(ON_TIME))).toList();
        };
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
