package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Remembers what ended steps have left behind in external systems, until it is cleared away. */
@ApplicationScoped
public class LeftoverLedger {

    /** Of one connection at a time, so that a long queue of one hides nothing of the others. */
    private static final int AT_ONCE = 50;

    private final Database database;

    LeftoverLedger(Database database) {
        this.database = database;
    }

    /** What may be cleared away now of the steps of these actions: for each connection some, the oldest first. */
    public List<Leftover> due(Collection<String> actions) {
        return database.query("""
                select l.* from (
                    select id, row_number() over (partition by action, connection order by next_at, id) as place
                    from leftover where next_at <= now() and action = any(?)
                ) due join leftover l on l.id = due.id
                where due.place <= ?
                order by l.id
                """, LeftoverLedger::leftover, SqlArray.of("text", actions), AT_ONCE);
    }

    /** Notes that the work has been stopped. */
    public void stopped(Leftover leftover) {
        database.update("update leftover set underway = false where id = ?", leftover.id());
    }

    /**
     * Notes that the log is kept.
     *
     * @param uri where; null if there is none
     */
    public void logKept(Leftover leftover, String uri) {
        var step = leftover.step();
        database.update("""
                with kept as (update leftover set log_kept = true where id = ?)
                update step set log_uri = coalesce(?, log_uri) where run_id = ? and id = ? and attempt = ?
                """, leftover.id(), uri, step.runId(), step.id(), step.attempt());
    }

    /** Notes why it cannot be cleared away now. The longer it has been there, the later it is tried again. */
    public void putOff(Leftover leftover, String why) {
        database.update("""
                update leftover
                set error = ?,
                    next_at = now() + least(greatest((now() - since) / 2, interval '1 second'), interval '5 minutes')
                where id = ?
                """, why, leftover.id());
    }

    /** Forgets what is cleared away. */
    public void cleared(Leftover leftover) {
        database.update("delete from leftover where id = ?", leftover.id());
    }

    private static Leftover leftover(ResultSet row) throws SQLException {
        var step = new StepRecord(
                row.getLong("run_id"),
                row.getString("step_id"),
                row.getString("action"),
                StepState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempt"),
                row.getString("external_id"),
                new StepPlan(null, row.getString("request"), null, null),
                row.getString("handle"),
                Database.instant(row, "started_at"),
                null,
                null,
                true,
                false);
        return new Leftover(
                row.getLong("id"),
                step,
                row.getString("route"),
                new Remainder(row.getString("connection"), row.getBoolean("underway"), row.getBoolean("log_kept")),
                row.getString("error"));
    }
}
