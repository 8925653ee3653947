package routes.intake;

import java.util.List;

import routes.ledger.ObjectEvent;

/** Knows which object versions are in the ledger. */
@FunctionalInterface
public interface KnownVersions {

    /**
     * The listed objects that the ledger lacks.
     *
     * @param listed at most a page of one bucket
     * @return those of them whose object version has no event yet, in the same order
     */
    List<ObjectEvent> missing(List<ObjectEvent> listed);
}
