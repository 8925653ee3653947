package routes.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Queues runs, hands them to replicas and takes them back. */
@ApplicationScoped
public class RunLedger {

    private final Database database;
    private final GroupCommit<RunEnd, Boolean> ends;

    RunLedger(Database database) {
        this.database = database;
        this.ends = new GroupCommit<>(256, new RunEndWriter(database)::write);
    }

    /**
     * Which runs of a route a replica may take.
     *
     * @param route id of the route
     * @param most runs in one claim
     * @param concurrency runs of the route at once, over all replicas; 0 for any number
     * @param ratePerSecond new runs of the route in a second, over all replicas; 0 for any number
     * @param supersede whether a newer version of an object cancels an older one that is still queued
     * @param version digest of the route's source
     */
    public record Claim(
            String route, int most, int concurrency, double ratePerSecond, boolean supersede, String version) {}

    /** Takes runs that want to be routed. */
    public List<ClaimedRun> claim(UUID replica, Claim claim) {
        return database.query(
                """
                select (claimed_run).*, (claimed_event).source, (claimed_event).name, (claimed_event).bucket,
                       (claimed_event).key, (claimed_event).raw_key, (claimed_event).version_id, (claimed_event).e_tag,
                       (claimed_event).size, (claimed_event).event_time,
                       (claimed_event).sequencer as event_sequencer
                from claim_runs(?, ?, ?, ?, ?, ?, ?)
                """,
                ClaimedRows::read,
                claim.route(),
                replica,
                claim.most(),
                claim.concurrency(),
                claim.ratePerSecond(),
                claim.supersede(),
                claim.version());
    }

    /**
     * Takes runs that are only to be cancelled, which needs no route: those of routes that are not in service here, or are gone.
     *
     * @param routed ids of the routes whose runs are taken by {@link #claim}
     */
    public List<ClaimedRun> claimCancelled(UUID replica, int most, Collection<String> routed) {
        return database.query("""
                with claimed as (
                    select id from run
                    where cancel_requested and state in ('queued', 'waiting') and next_attempt_at <= now()
                      and route <> all(?)
                      and exists (select from replica a where a.id = ? and a.lease_until > now())
                    order by next_attempt_at
                    limit ?
                    for update skip locked
                )
                update run r
                set state = 'running', replica = ?, owner = gen_random_uuid(), holds_slot = true, woken = false,
                    continued = true
                from claimed
                where r.id = claimed.id
                returning r.*, null as bucket
                """, ClaimedRows::read, SqlArray.of("text", routed), replica, most, replica);
    }

    /**
     * Writes how a routing ended. Returns after the commit; concurrent callers share commits.
     *
     * @return false if the run was taken over by another replica meanwhile, so that its fate is no longer ours
     */
    public boolean end(RunEnd end) {
        return ends.submit(end);
    }

    /** Whether a claim still stands, and nobody has asked for its run to be cancelled: whether its work is still wanted. */
    public boolean wanted(long runId, UUID owner) {
        return database.first(
                        "select 1 from run where id = ? and owner = ? and state = 'running' and not cancel_requested",
                        row -> true,
                        runId,
                        owner)
                .isPresent();
    }

    /** Whether a run of the route is queued, running or waiting. */
    public boolean hasOpen(String route) {
        return database.first(
                        "select 1 from run where route = ? and state in ('queued', 'running', 'waiting') limit 1",
                        row -> true,
                        route)
                .isPresent();
    }

    /** Whether a run is routed under this claim, and was not taken over. */
    public boolean isOwned(long runId, UUID owner) {
        return database.first(
                        "select 1 from run where id = ? and owner = ? and state = 'running'", row -> true, runId, owner)
                .isPresent();
    }

    /** Queues a run that a person or a program asks for, and returns its id. */
    public long queueManual(String route, String input) {
        return database.first(
                        "insert into run (route, cause, input) values (?, 'manual:' || gen_random_uuid(), ?) returning"
                                + " id",
                        row -> row.getLong(1),
                        route,
                        input)
                .orElseThrow();
    }

    /**
     * Ends a run. A run that waits or is being routed is routed once more, to cancel what its open steps have started.
     *
     * @return false if there is no such run, or it has ended already
     */
    public boolean cancel(long runId) {
        return database.update("""
            update run
            set cancel_requested = true,
                woken = true,
                state = case when state = 'waiting' then 'queued'
                             when state = 'queued' and started_at is null then 'cancelled'
                             else state end,
                finished_at = case when state = 'queued' and started_at is null then now() end,
                error = case when state = 'queued' and started_at is null then 'cancelled' else error end,
                next_attempt_at = case when state = 'running' then next_attempt_at else now() end
            where id = ? and state in ('queued', 'running', 'waiting')
            """, runId) > 0;
    }

    /**
     * Notes that a run could not be cancelled yet. It keeps its place among the runs under way, as what it has begun does.
     *
     * @param owner token of the claim by which it was to be cancelled
     * @return false if the run was taken over by another replica meanwhile
     */
    public boolean cancelLater(long runId, UUID owner, Instant nextAttemptAt, String error) {
        return database.update("""
            update run
            set state = 'queued', owner = null, replica = null, woken = false, attempt = attempt + 1,
                -- Woken, if what could not be ended has ended meanwhile.
                next_attempt_at = case when woken then now() else ? end, error = ?
            where id = ? and owner = ? and state = 'running'
            """, nextAttemptAt, error, runId, owner) > 0;
    }

    /**
     * Queues a parked or cancelled run again.
     *
     * @param fromStart whether finished steps are done again too
     * @return false if there is no such run, or it is neither parked nor cancelled
     */
    public boolean retry(long runId, boolean fromStart) {
        return database.first("""
            with retried as (
                update run
                set state = 'queued', next_attempt_at = now(), failures = 0, cancel_requested = false,
                    attempt = attempt + case when state = 'cancelled' then 1 else 0 end,
                    finished_at = null
                where id = ? and state in ('parked', 'cancelled')
                returning id
            ), forgotten as (
                delete from step using retried
                where step.run_id = retried.id and (? or step.state <> 'succeeded')
            )
            select id from retried
            """, row -> row.getLong(1), runId, fromStart).isPresent();
    }

    /**
     * Queues runs that the ledger counts as ours but that nobody routes here: their claim or their end was cut off.
     *
     * @param known tokens of the claims by which runs are being routed
     */
    public int requeueStrays(UUID replica, Set<UUID> known) {
        return database.update("""
            update run set state = 'queued', owner = null, replica = null, next_attempt_at = now()
            where replica = ? and state = 'running' and not owner = any(?)
            """, replica, SqlArray.of("uuid", known));
    }
}
