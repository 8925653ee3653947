package routes.engine;

import routes.ledger.ObjectEvent;
import routes.ledger.Verdict;

/** A trigger that begins runs for events, or may do so. */
interface EventTrigger extends Trigger {

    /** Whether events concern it at all; if not, they have no outcome for its route. */
    default boolean takesEvents() {
        return true;
    }

    /** The verdict of the first rule that keeps the event out, or a start. */
    Verdict decide(ObjectEvent event);
}
