package routes.intake;

import java.util.List;

import routes.ledger.ObjectEvent;

/**
 * One page of a listing.
 *
 * @param events the objects found, in the store's order
 * @param lastKey the last key the page went through, after which a listing can go on
 */
public record Page(List<ObjectEvent> events, String lastKey) {

    public Page {
        events = List.copyOf(events);
    }
}
