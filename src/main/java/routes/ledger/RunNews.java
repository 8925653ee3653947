package routes.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what people are told of a run, and in which words. It reads and writes nothing itself: the announcement is handed to
 * {@link RunEnd#told}, so that it is committed together with the run's end.
 */
public interface RunNews {

    /** A run failed for good and waits for a person. */
    Optional<Announcement> parked(ClaimedRun run, String error);

    /** A run ended well; told if it was parked before. */
    Optional<Announcement> recovered(ClaimedRun run);

    /** A run ended well; told if people asked for it. A run that {@link #recovered} tells of need not be told twice. */
    Optional<Announcement> succeeded(ClaimedRun run);

    /**
     * Steps failed while other branches of their run go on, so that the run itself ends only later. Asked each time the run is put
     * off; told once.
     */
    Optional<Announcement> branchFailed(ClaimedRun run, List<StepRecord> failed);

    /**
     * Work in an external system failed, and its run is tried again. Asked at the first failed attempt of a scheduled run, as people
     * may want to act while there is time; told once, also if {@link #branchFailed} has told of the same steps.
     */
    Optional<Announcement> triedAgain(ClaimedRun run, List<StepRecord> failed, Instant next);

    /** A step in an external system takes longer than its people expected; it goes on. */
    Announcement late(OpenStep step);
}
