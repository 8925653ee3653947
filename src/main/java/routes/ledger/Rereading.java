package routes.ledger;

import java.util.List;

/** Reads a message that was kept in quarantine once more, after a fix. */
public interface Rereading {

    /**
     * Reads a message and takes the events that it holds, with their outcomes. May be called again with the same message: the
     * ledger knows its events then. What still cannot be read is not kept in quarantine a second time.
     *
     * @param source the way the message came
     * @param message as it came
     * @throws LedgerException if the ledger cannot be written
     */
    Result reread(Source source, byte[] message);

    /**
     * What became of a message.
     *
     * @param eventIds the events it holds
     * @param unreadable why the rest of it still cannot be read; empty if all was read
     */
    record Result(List<Long> eventIds, List<String> unreadable) {}
}
