package routes.ledger;

import java.time.Instant;

/**
 * A step that goes on in an external system.
 *
 * @param step the step
 * @param route id of its run's route
 * @param slot logical time of a scheduled run, or null
 * @param note why it does not come on, as last noted, or null
 * @param late whether people know that it is late
 */
public record OpenStep(StepRecord step, String route, Instant slot, String note, boolean late) {}
