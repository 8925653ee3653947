package routes.api;

import routes.shared.InvalidInputException;

/**
 * How a run is retried.
 *
 * @param from {@code failed}: what is done stays done; {@code start}: finished steps are done again too
 */
public record RetryRequest(String from) {

    static final RetryRequest FROM_FAILED = new RetryRequest("failed");

    public RetryRequest {
        from = from == null ? "failed" : from;
        if (!from.equals("failed") && !from.equals("start")) {
            throw new InvalidInputException("'from' is '" + from + "'; it must be failed or start.");
        }
    }

    boolean fromStart() {
        return from.equals("start");
    }
}
