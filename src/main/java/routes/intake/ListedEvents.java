package routes.intake;

import java.util.List;

import routes.ledger.ObjectEvent;

/** Takes events into the ledger. */
@FunctionalInterface
public interface ListedEvents {

    /** Commits events and their outcomes. When it returns they are kept; when it throws, none of them may be taken as kept. */
    void accept(List<ObjectEvent> events);
}
