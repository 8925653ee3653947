package routes.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import routes.ledger.EventOrigin;
import routes.ledger.EventView;
import routes.ledger.RunView;

/**
 * One event's story.
 *
 * @param event with its outcomes
 * @param origin what was received
 * @param runs of the event, the newest first; replays add to them
 */
public record EventDetails(
        @JsonUnwrapped EventView event, @JsonUnwrapped EventOrigin origin, List<RunView> runs) {}
