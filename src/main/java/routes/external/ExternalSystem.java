package routes.external;

import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;

/**
 * A system that does work outside Sluice. What is begun there carries the step's external id, so that it is found again after a
 * crash and not begun twice. While it goes on nothing is held here: {@link ExternalWatch} asks the system for all its open steps
 * together, and wakes the runs of those that have ended.
 *
 * <p>A new external system is one implementation, a bean, and one Kamelet. It keeps nothing in memory that a restart would miss,
 * and is safe for concurrent use. Of its exceptions {@link routes.shared.InvalidInputException} ends the step; after every other
 * one the same is asked again, after a while, under the same external id.
 *
 * @param <R> what a step asks for: a record that can be written as JSON and read again, without secrets
 */
public interface ExternalSystem<R> {

    /** Name of its action in Kamelets and in the ledger, such as {@code docker-container}. */
    String action();

    /** What {@link #request} makes. */
    Class<R> requestType();

    /**
     * Says what is to be begun, from the parameters of the Kamelet. Asked once for each attempt, before anything begins.
     *
     * @throws routes.shared.InvalidInputException if a parameter is missing or senseless
     */
    R request(Parameters parameters) throws Exception;

    /** Name of the connection that the request goes to; the steps of one connection are looked for together. */
    String connection(R request);

    /**
     * Begins the work, or finds what an earlier call has begun under the same external id. It may have been cut off anywhere.
     *
     * @throws routes.shared.InvalidInputException if the system refuses, so that trying again is of no use
     */
    Begun begin(Task<R> task) throws Exception;

    /**
     * Looks for the work of open steps, all of one connection.
     *
     * @return by external id; one that is missing is looked for again
     */
    Map<String, Sighting> look(String connection, Collection<Task<R>> tasks) throws Exception;

    /** Ends the work, whether or not its begin was answered; nothing if there is none, or it has ended. */
    void stop(Task<R> task) throws Exception;

    /** Whether stopping removes the log together with the work, so that it is copied before. */
    default boolean stopRemovesLog() {
        return false;
    }

    /**
     * Copies the log of work that has ended, or is about to be stopped, as UTF-8; nothing if there is none, or none any more. When
     * as much of it has been taken as is kept, the stream throws: that is to be passed on.
     *
     * @throws routes.shared.InvalidInputException if it can never be read
     */
    default void copyLog(Task<R> task, OutputStream log) throws Exception {}

    /**
     * Copies about the last bytes of the log of work that goes on; more does no harm.
     *
     * @param bytes how many are wanted
     */
    default void tailLog(Task<R> task, int bytes, OutputStream log) throws Exception {
        copyLog(task, log);
    }

    /**
     * Removes what ended work has left behind, once its end is in the ledger and its log in the store. Asked again until it
     * succeeds. Work whose log is kept nowhere else is not released, unless it has ended well.
     */
    default void release(Task<R> task) throws Exception {}
}
