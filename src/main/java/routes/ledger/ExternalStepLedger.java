package routes.ledger;

import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;
import routes.shared.Printable;

/** Remembers the steps that go on in external systems while their runs wait for them. */
@ApplicationScoped
public class ExternalStepLedger {

    private final Database database;

    ExternalStepLedger(Database database) {
        this.database = database;
    }

    /**
     * Notes how the external system calls what the step has begun there. What was noted first stays.
     *
     * @param link where a person can look at it, or null
     * @return the handle that is noted now; null if the step is not under way any more
     */
    public String began(StepRecord step, String handle, String link) {
        return database.first("""
            update step set handle = coalesce(handle, ?), link = coalesce(link, ?), note = null
            where run_id = ? and id = ? and attempt = ? and state = 'started'
            returning handle
            """, row -> row.getString(1), handle, link, step.runId(), step.id(), step.attempt())
                .orElse(null);
    }

    /** The steps of these actions that go on in an external system. Those of a cancelled run are left to its cancellation. */
    public List<OpenStep> open(Collection<String> actions) {
        return database.query(
                """
                select s.*, r.route, r.slot from step s join run r on r.id = s.run_id
                where s.state = 'started' and s.handle is not null and s.action = any(?) and not r.cancel_requested
                order by s.run_id, s.id
                """,
                row -> new OpenStep(
                        StepLedger.step(row),
                        row.getString("route"),
                        Database.instant(row, "slot"),
                        row.getString("note"),
                        row.getBoolean("late")),
                SqlArray.of("text", actions));
    }

    /** Notes for people why an open step does not come on; null once it does. */
    public void note(StepRecord step, String said) {
        var note = Printable.of(said);
        database.update("""
            update step set note = ?
            where run_id = ? and id = ? and attempt = ? and state = 'started' and note is distinct from ?
            """, note, step.runId(), step.id(), step.attempt(), note);
    }

    /** Notes where the log of a step that is about to end is kept. */
    public void logged(StepRecord step, String uri) {
        database.update(
                "update step set log_uri = ? where run_id = ? and id = ? and attempt = ?",
                uri,
                step.runId(),
                step.id(),
                step.attempt());
    }

    /** Tells people once that a step is late. That one has not been begun for a while does not keep it from being late afterwards. */
    public void tellLate(StepRecord step, Announcement announcement) {
        database.update(
                """
                with told as (
                    update step set late = handle is not null
                    where run_id = ? and id = ? and attempt = ? and state = 'started' and not late
                    returning run_id
                )
                insert into message (dedupe_key, channel, group_key, text, run_id)
                select ?, ?, ?, ?, run_id from told
                on conflict (dedupe_key) do nothing
                """,
                step.runId(),
                step.id(),
                step.attempt(),
                announcement.dedupeKey(),
                announcement.channel(),
                announcement.groupKey(),
                announcement.text());
    }

    /** Queues a run that waits for a step, so that it asks for it once more. */
    public void wake(StepRecord step) {
        database.update("""
                update run
                set woken = true,
                    state = case when state = 'waiting' then 'queued' else state end,
                    next_attempt_at = case when state = 'waiting' then now() else next_attempt_at end
                where id = ? and state in ('queued', 'running', 'waiting')
                """, step.runId());
    }

    /**
     * Notes how a step ended while its run was waiting for it, with what it left behind, and queues the run to go on. A run that
     * another end has queued is touched too: it may be claimed before this end can be seen, and would then wait for ever.
     *
     * @return false if the step had ended before
     */
    public boolean endAndWake(StepRecord step, Remainder remainder) {
        var ended = database.update(
                """
                with ended as (
                    update step set state = ?, result = ?, error = ?, heals = ?, unreachable = ?,
                        finished_at = now()
                    where run_id = ? and id = ? and attempt = ? and state = 'started'
                    returning *
                ), left_behind as (
                    insert into leftover (run_id, step_id, action, connection, route, state, attempt, external_id, request,
                                          handle, started_at, underway, log_kept)
                    select e.run_id, e.id, e.action, ?, r.route, e.state, e.attempt, e.external_id, e.request,
                           e.handle, e.started_at, ?, ?
                    from ended e join run r on r.id = e.run_id
                )
                update run
                set woken = true,
                    state = case when run.state = 'waiting' then 'queued' else run.state end,
                    next_attempt_at = case when run.state = 'waiting' or run.state = 'queued' and cancel_requested then now()
                                           else next_attempt_at end
                from ended
                where run.id = ended.run_id and run.state in ('queued', 'running', 'waiting')
                """,
                step.state().stored(),
                step.result(),
                step.error(),
                step.heals(),
                step.unreachable(),
                step.runId(),
                step.id(),
                step.attempt(),
                remainder.connection(),
                remainder.underway(),
                remainder.logKept());
        return ended > 0;
    }
}
