package routes.ledger;

/**
 * What the ledger made of a sighting.
 *
 * @param eventId the event it is, or 0 where another replica took it at the same instant
 * @param fresh whether the event was unknown before, so that its outcomes were decided now
 * @param sameAs the known event of the same object version, or null
 */
public record Acceptance(long eventId, boolean fresh, Long sameAs) {}
