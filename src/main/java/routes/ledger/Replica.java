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
    private volatile long aliveSince;

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
        var renewed = database.first("""
                insert into replica as r (id, name, lease_until) values (?, ?, now() + ?)
                on conflict (id) do update
                    set lease_until = excluded.lease_until,
                        started_at = case when r.lease_until < now() then now() else r.started_at end
                returning extract(epoch from now() - started_at) * 1000
                """, row -> row.getLong(1), id, config.replica(), config.lease());
        aliveSince = renewed.orElse(0L);
    }

    /**
     * Queues the runs of replicas whose lease has run out. A replica does so only after it has been alive itself for a whole
     * lease without a break: after an outage of the ledger all leases have run out, and everybody gets the time to renew.
     *
     * @return how many runs were taken over
     */
    public int takeOver() {
        if (aliveSince < config.lease().toMillis()) {
            return 0;
        }
        return database.first("""
                        with dead as (
                            delete from replica where lease_until < now() - make_interval(secs => 0.5) returning id
                        ), taken as (
                            update run set state = 'queued', owner = null, replica = null, next_attempt_at = now()
                            where state = 'running'
                              and (run.replica in (select id from dead) or run.replica not in (select id from replica))
                            returning id
                        )
                        select count(*) from taken
                        """, row -> row.getInt(1)).orElse(0);
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
