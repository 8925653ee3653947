package routes.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * How things stand.
 *
 * @param since from when on ended runs and events are counted
 * @param runs by route and state: all that have not ended or are parked, and those that ended since
 * @param outcomes of the events received since, by route and verdict
 * @param events received since, by the way they first came, without duplicates
 * @param healed of them, those that only a listing found: no message spoke of them in time
 * @param outbox messages to people: {@code queued}, and {@code dead} for those that were given up
 * @param quarantine messages that could not be read, and have not been read after all
 */
public record Summary(
        Instant since,
        Map<String, Map<String, Long>> runs,
        Map<String, Map<String, Long>> outcomes,
        Map<String, Long> events,
        long healed,
        Map<String, Long> outbox,
        long quarantine) {}
