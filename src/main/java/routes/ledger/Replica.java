package routes.ledger;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * This replica among those that share the ledger. It gives signs of life, and takes over the runs of those that no longer do.
 */
@ApplicationScoped
public class Replica {

    private final Database database;
    private final LedgerConfig config;
    private final UUID id = UUID.randomUUID();

    Replica(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Unique for each start of the application. */
    public UUID id() {
        return id;
    }

    /** Gives a sign of life: our runs stay ours for another lease. */
    public void renewLease() {
        database.update("""
            insert into replica as r (id, name, lease_until) values (?, ?, now() + ?)
            on conflict (id) do update
                set lease_until = excluded.lease_until,
                    started_at = case when r.lease_until < now() then now() else least(r.started_at, now()) end
            """, id, config.replica(), config.lease());
    }

    /**
     * Queues the runs of replicas whose lease has run out. A replica does so only after it has been alive itself for a whole
     * lease without a break: after an outage of the ledger all leases have run out, and everybody gets the time to renew. The
     * ledger decides on that in the same moment, because either of us may have stood still since the last sign of life.
     *
     * @return how many runs were taken over
     */
    public int takeOver() {
        return database.first("""
            with alive as (
                select from replica where id = ? and lease_until > now() and started_at < now() - ?
            ), dead as (
                delete from replica
                where lease_until < now() - make_interval(secs => 0.5) and exists (select from alive)
                returning id
            ), taken as (
                update run set state = 'queued', owner = null, replica = null, next_attempt_at = now()
                where state = 'running' and exists (select from alive)
                  and (run.replica in (select id from dead) or run.replica not in (select id from replica))
                returning id
            )
            select count(*) from taken
            """, row -> row.getInt(1), id, config.lease()).orElse(0);
    }

    /** Gives all our runs back at once, because the application is about to end. */
    public void leave() {
        database.update("""
            with left_behind as (delete from replica where id = ? returning id)
            update run set state = 'queued', owner = null, replica = null, next_attempt_at = now()
            where state = 'running' and run.replica in (select id from left_behind)
            """, id);
    }
}
