package routes.ledger;

import jakarta.enterprise.context.ApplicationScoped;

/** Notes who asked for which change. */
@ApplicationScoped
public class AuditLedger {

    private final Database database;

    AuditLedger(Database database) {
        this.database = database;
    }

    /**
     * Notes a change that is about to be made: written before it, so that no change goes without its note.
     *
     * @param who name and address of the caller
     * @param what a verb and a thing, such as {@code retry run 7}
     * @param details JSON of what was asked for, or null
     */
    public void write(String who, String what, String details) {
        database.update("insert into audit (who, what, details) values (?, ?, ?)", who, what, details);
    }
}
