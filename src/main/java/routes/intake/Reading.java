package routes.intake;

import java.util.List;

import routes.ledger.ObjectEvent;

/**
 * What a message said. Each of its records is an event or unreadable by itself: a bad one does not hold up the good ones.
 * At least one of the two lists has an entry.
 *
 * @param events in the order they were sent
 * @param unreadable what belongs in quarantine
 */
public record Reading(List<ObjectEvent> events, List<Unreadable> unreadable) {

    public Reading {
        events = List.copyOf(events);
        unreadable = List.copyOf(unreadable);
    }

    static Reading of(ObjectEvent event) {
        return new Reading(List.of(event), List.of());
    }

    static Reading unreadable(String reason, byte[] body) {
        return new Reading(List.of(), List.of(new Unreadable(reason, body)));
    }
}
