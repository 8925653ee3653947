package routes.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What only the page of a single event shows.
 *
 * @param rawKey the object's key as it was sent
 * @param sequencer orders the events of one key, or null
 * @param lastSeenAt when it came for the last time, or null if it came once
 * @param body what was sent, or null for a listed object
 * @param duplicates later events of the same object version
 */
public record EventOrigin(String rawKey, String sequencer, Instant lastSeenAt, String body, List<Long> duplicates) {}
