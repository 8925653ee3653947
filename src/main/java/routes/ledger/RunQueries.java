package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Finds runs and their steps, for people. */
@ApplicationScoped
public class RunQueries {

    private static final String RUNS = "select r.*, e.bucket, e.key from run r left join event e on e.id = r.event_id ";

    private final Database database;

    RunQueries(Database database) {
        this.database = database;
    }

    /**
     * Runs, the newest first.
     *
     * @param before only runs with a smaller id
     * @param limit how many at most
     */
    public List<RunView> find(RunFilter filter, long before, int limit) {
        var where = filter.where().and("r.id < ?", before);
        return database.query(RUNS + where.sql() + " order by r.id desc limit ?", RunQueries::run, where.values(limit));
    }

    /** The run of that id. */
    public Optional<RunView> byId(long id) {
        return database.first(RUNS + "where r.id = ?", RunQueries::run, id);
    }

    /** JSON that a manual call handed over to the run, if it did. */
    public Optional<String> input(long id) {
        return database.first("select input from run where id = ? and input is not null", row -> row.getString(1), id);
    }

    /** The steps of a run in the order in which they began. */
    public List<StepView> steps(long runId) {
        return database.query("select * from step where run_id = ? order by started_at, id", RunQueries::step, runId);
    }

    private static RunView run(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var goesOn = state.equals("queued") || state.equals("waiting");
        return new RunView(
                row.getLong("id"),
                row.getString("route"),
                row.getString("cause"),
                row.getObject("event_id", Long.class),
                row.getString("bucket"),
                row.getString("key"),
                Database.instant(row, "slot"),
                state,
                row.getInt("priority"),
                row.getInt("attempt"),
                row.getInt("failures"),
                goesOn ? Database.instant(row, "next_attempt_at") : null,
                row.getBoolean("cancel_requested"),
                row.getString("route_version"),
                row.getString("error"),
                Database.instant(row, "created_at"),
                Database.instant(row, "started_at"),
                Database.instant(row, "finished_at"),
                Database.instant(row, "parked_at"),
                goesOn || state.equals("running") ? Database.instant(row, "unreachable_since") : null);
    }

    private static StepView step(ResultSet row) throws SQLException {
        return new StepView(
                row.getString("id"),
                row.getString("action"),
                row.getString("state"),
                row.getInt("attempt"),
                row.getString("external_id"),
                row.getString("result"),
                row.getString("error"),
                row.getBoolean("heals"),
                row.getString("log_uri"),
                row.getString("link"),
                row.getString("note"),
                Database.instant(row, "deadline"),
                Database.instant(row, "wake_at"),
                Database.instant(row, "started_at"),
                Database.instant(row, "finished_at"));
    }
}
