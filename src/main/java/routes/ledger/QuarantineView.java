package routes.ledger;

import java.time.Instant;

/**
 * A message that could not be read.
 *
 * @param id its number in quarantine
 * @param source the way it came: {@code webhook}, {@code kafka} and so on
 * @param reason why it could not be read
 * @param size of the message in bytes
 * @param receivedAt when it came
 * @param rereadAt when it was read after all, or null
 */
public record QuarantineView(long id, String source, String reason, int size, Instant receivedAt, Instant rereadAt) {}
