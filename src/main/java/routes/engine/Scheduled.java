package routes.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** A trigger that has, or may have, a schedule. */
interface Scheduled extends Trigger {

    /** Its slots, or null if it has none. */
    Schedule schedule();

    @Override
    default ZoneId zone() {
        return schedule() == null ? ZoneOffset.UTC : schedule().zone();
    }

    /** Whether a run begins at the start of the application too. */
    boolean atStart();

    /** Whether a slot is skipped while an earlier run has not ended. */
    boolean skipsOverlap();

    /** Whether a slot cancels earlier runs that have not ended. */
    default boolean cancelsOverlap() {
        return false;
    }
}
