package routes.api;

import java.time.Instant;
import java.util.List;

/**
 * What became of a backfill.
 *
 * @param dryRun whether nothing was changed
 * @param queued the slots that get a run, oldest first
 * @param had the slots that are left alone because they had a run
 */
public record BackfillReport(boolean dryRun, List<Instant> queued, List<Instant> had) {}
