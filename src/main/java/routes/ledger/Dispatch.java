package routes.ledger;

import java.util.List;

/** Decides what the triggered routes make of an event. */
public interface Dispatch {

    /**
     * The verdict of every triggered route. Pure: it changes nothing, and can be asked again for a replay.
     *
     * @throws IllegalStateException while the routes are still being started
     */
    List<Verdict> decide(ObjectEvent event);
}
