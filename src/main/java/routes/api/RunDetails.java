package routes.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;

import routes.ledger.RunView;

/**
 * One run's story.
 *
 * @param run where it stands
 * @param input of a manual run, or null
 * @param steps in the order in which they began
 */
public record RunDetails(@JsonUnwrapped RunView run, JsonNode input, List<StepDetails> steps) {}
