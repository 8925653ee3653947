package routes.ledger;

import jakarta.enterprise.context.ApplicationScoped;

/** Gives a task that one replica does for all to one of them at a time. */
@ApplicationScoped
public class Lease {

    private final Database database;
    private final Replica replica;
    private final LedgerConfig config;

    Lease(Database database, Replica replica, LedgerConfig config) {
        this.database = database;
        this.replica = replica;
        this.config = config;
    }

    /**
     * Takes or renews the lease of a task. A lease is no fence: a replica that was stopped for a while may still be at it when
     * the next has begun, so what is done under it must bear being done twice.
     *
     * @return whether it is ours for the next lease time
     */
    public boolean take(String task) {
        return database.first("""
            insert into lease as l (task, replica, lease_until) values (?, ?, now() + ?)
            on conflict (task) do update
                set replica = excluded.replica, lease_until = excluded.lease_until
                where l.replica = excluded.replica or l.lease_until < now()
            returning task
            """, row -> row.getString(1), task, replica.id(), config.lease())
                .isPresent();
    }

    /** Gives all leases of this replica back, because the application is about to end. */
    public void giveBack() {
        database.update("delete from lease where replica = ?", replica.id());
    }
}
