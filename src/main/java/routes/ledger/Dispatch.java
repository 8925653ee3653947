package routes.ledger;

import java.util.List;

/** The rules of all triggered routes. */
public interface Dispatch {

    /**
     * What every triggered route makes of an event: one verdict for each, in no particular order. It has no effects and may
     * be asked about the same event again.
     */
    List<Verdict> decide(ObjectEvent event);
}
