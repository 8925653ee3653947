package routes.engine;

/** A trigger that has, or may have, a schedule. */
interface Scheduled extends Trigger {

    /** Its slots, or null if it has none. */
    Schedule schedule();

    /** Whether a run begins at the start of the application too. */
    boolean atStart();

    /** Whether a slot is skipped while an earlier run has not ended. */
    boolean skipsOverlap();
}
