package routes.engine;

import java.time.Instant;
import java.util.Map;

import org.apache.camel.Exchange;

import routes.ledger.StepPlan;
import routes.ledger.StepRecord;

/**
 * What a step does. An action is asked again, with the same external id, whenever its run is routed again before the step has
 * ended: after a wait, a crash, or a failover. So it must find what it began by that id, and not begin it twice.
 *
 * <p>An exception ends the step as failed: {@link routes.shared.InvalidInputException} for good, every other one so that the
 * run is tried again.
 */
public interface Action {

    /** Name of the action in Kamelets and in the ledger. */
    String name();

    /** Decides, before the step begins, what must stay the same however often it is asked again. */
    default StepPlan plan(Call call) throws Exception {
        return StepPlan.NONE;
    }

    /** Begins the work, or goes on with it. */
    Progress proceed(Call call) throws Exception;

    /** Ends what the step has begun, because its run is cancelled. */
    default void cancel(Call call) throws Exception {}

    /**
     * One step of one run.
     *
     * @param run the run
     * @param stepId the step's id in its route
     * @param externalId name for the external system: the same for each call of this attempt
     * @param begun whether the step was begun by an earlier call, which may have been cut off anywhere
     * @param step what the ledger remembers of the step; null while its plan is made
     * @param parameters parameters of the Kamelet; none when cancelling
     * @param exchange the message on its way; null when cancelling
     */
    record Call(
            Run run,
            String stepId,
            String externalId,
            boolean begun,
            StepRecord step,
            Map<String, Object> parameters,
            Exchange exchange) {

        /** A parameter as text, or null. */
        public String parameter(String name) {
            var value = parameters.get(name);
            return value == null || value.toString().isBlank() ? null : value.toString();
        }

        /** What a Simple expression over the message says; without an expression, the message's body. */
        public String text(String expression) {
            if (expression == null) {
                return exchange.getMessage().getBody(String.class);
            }
            var simple = exchange.getContext().resolveLanguage("simple");
            return simple.createExpression(expression).evaluate(exchange, String.class);
        }
    }

    /** How far a step has come. */
    sealed interface Progress {

        /**
         * The step is done.
         *
         * @param result anything that can be written as JSON, or null
         */
        record Done(Object result) implements Progress {}

        /**
         * The step goes on elsewhere; nothing is held for it here.
         *
         * @param askAgainAt when to ask again; {@link Instant#MAX} if somebody wakes the run
         */
        record Pending(Instant askAgainAt) implements Progress {}
    }
}
