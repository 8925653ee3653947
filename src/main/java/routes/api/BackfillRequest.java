package routes.api;

import java.time.LocalDate;

import routes.shared.InvalidInputException;

/**
 * Which past slots of a schedule get a run.
 *
 * @param from first day, in the zone of the schedule
 * @param to last day
 * @param again whether slots that had a run get another one; {@code false} if it is missing
 * @param dryRun whether to say only what would be queued; {@code false} if it is missing
 */
public record BackfillRequest(LocalDate from, LocalDate to, boolean again, boolean dryRun) {

    public BackfillRequest {
        if (from == null || to == null) {
            throw new InvalidInputException("Give 'from' and 'to': the first and the last day, such as 2026-11-20.");
        }
    }
}
