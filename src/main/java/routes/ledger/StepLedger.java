package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Remembers what the steps of runs have begun and done. */
@ApplicationScoped
public class StepLedger {

    private final Database database;
    private final GroupCommit<Start, Boolean> starts;
    private final GroupCommit<End, Boolean> ends;

    StepLedger(Database database) {
        this.database = database;
        this.starts = new GroupCommit<>(256, this::writeStarts);
        this.ends = new GroupCommit<>(256, this::writeEnds);
    }

    private record Start(UUID owner, StepRecord step) {}

    private record End(UUID owner, StepRecord step) {}

    /** The steps of some runs. */
    public List<StepRecord> of(Collection<Long> runIds) {
        return database.query(
                "select * from step where run_id = any(?)", StepLedger::step, SqlArray.of("bigint", runIds));
    }

    /**
     * Notes that a step is about to begin, before it has any effect. Returns after the commit.
     *
     * @return false if the run is no longer the owner's, or the step is under way or done, so that it must not begin
     */
    public boolean start(UUID owner, StepRecord step) {
        return starts.submit(new Start(owner, step));
    }

    /**
     * Notes how a step ended. Returns after the commit.
     *
     * @param owner token of the claim by which its run is routed; null if the step ended while nobody routed it
     * @return false if it had ended before, or the run is no longer the owner's
     */
    public boolean end(UUID owner, StepRecord step) {
        return ends.submit(new End(owner, step));
    }

    private List<Boolean> writeStarts(List<Start> batch) {
        var steps = batch.stream().map(Start::step).toList();
        var written = new HashSet<>(database.query(
                """
                insert into step as s (run_id, id, action, attempt, external_id, wake_at, request, alert_at, deadline)
                select i.run_id, i.id, i.action, i.attempt, i.external_id, i.wake_at, i.request, i.alert_at, i.deadline
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as i (owner, run_id, id, action, attempt, external_id, wake_at, request, alert_at, deadline)
                join run r on r.id = i.run_id and r.owner = i.owner and r.state = 'running'
                on conflict (run_id, id) do update
                    set state = 'started', attempt = excluded.attempt, external_id = excluded.external_id,
                        wake_at = excluded.wake_at, request = excluded.request, alert_at = excluded.alert_at,
                        deadline = excluded.deadline, handle = null, link = null, note = null, late = false,
                        result = null, error = null, log_uri = null, started_at = now(), finished_at = null
                where s.state in ('failed', 'cancelled')
                returning s.run_id || '/' || s.id
                """,
                row -> row.getString(1),
                column("uuid", batch, Start::owner),
                column("bigint", steps, StepRecord::runId),
                column("text", steps, StepRecord::id),
                column("text", steps, StepRecord::action),
                column("integer", steps, StepRecord::attempt),
                column("text", steps, StepRecord::externalId),
                column("timestamptz", steps, step -> step.plan().wakeAt()),
                column("text", steps, step -> step.plan().request()),
                column("timestamptz", steps, step -> step.plan().alertAt()),
                column("timestamptz", steps, step -> step.plan().deadline())));
        return steps.stream()
                .map(step -> written.contains(step.runId() + "/" + step.id()))
                .toList();
    }

    private List<Boolean> writeEnds(List<End> batch) {
        var steps = batch.stream().map(End::step).toList();
        var written = new HashSet<>(database.query(
                """
                update step s
                set state = i.state, result = i.result, error = i.error, heals = i.heals,
                    unreachable = i.unreachable, finished_at = now()
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     as i (owner, run_id, id, attempt, state, result, error, heals, unreachable)
                where s.run_id = i.run_id and s.id = i.id and s.attempt = i.attempt and s.state = 'started'
                  and (i.owner is null or exists (select from run r where r.id = i.run_id and r.owner = i.owner))
                returning s.run_id || '/' || s.id
                """,
                row -> row.getString(1),
                column("uuid", batch, End::owner),
                column("bigint", steps, StepRecord::runId),
                column("text", steps, StepRecord::id),
                column("integer", steps, StepRecord::attempt),
                column("text", steps, step -> step.state().stored()),
                column("text", steps, StepRecord::result),
                column("text", steps, StepRecord::error),
                column("boolean", steps, StepRecord::heals),
                column("boolean", steps, StepRecord::unreachable)));
        return steps.stream()
                .map(step -> written.contains(step.runId() + "/" + step.id()))
                .toList();
    }

    private static <T> SqlArray column(String type, List<T> rows, Function<T, ?> value) {
        return SqlArray.of(type, rows.stream().map(value).toList());
    }

    static StepRecord step(ResultSet row) throws SQLException {
        var plan = new StepPlan(
                Database.instant(row, "wake_at"),
                row.getString("request"),
                Database.instant(row, "alert_at"),
                Database.instant(row, "deadline"));
        return new StepRecord(
                row.getLong("run_id"),
                row.getString("id"),
                row.getString("action"),
                StepState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getInt("attempt"),
                row.getString("external_id"),
                plan,
                row.getString("handle"),
                Database.instant(row, "started_at"),
                row.getString("result"),
                row.getString("error"),
                row.getBoolean("heals"),
                row.getBoolean("unreachable"));
    }
}
