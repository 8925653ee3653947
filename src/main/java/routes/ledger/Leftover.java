package routes.ledger;

/**
 * What is still left in an external system of a step that has ended.
 *
 * @param id its number
 * @param step the step as it ended; a further attempt may be under way by now
 * @param route id of its run's route
 * @param remainder what is left
 * @param error why it is still there, as last noted, or null
 */
public record Leftover(long id, StepRecord step, String route, Remainder remainder, String error) {}
