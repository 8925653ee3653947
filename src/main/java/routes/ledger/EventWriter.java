package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import routes.ledger.Database.SqlArray;
import routes.ledger.EventLedger.Decided;

/** The statements that commit events with their outcomes and queued runs. Each is one round trip. */
final class EventWriter {

    /** Priority of runs that start as soon as they may. */
    static final int LIVE = 0;

    /** Priority of runs that start after all live ones, as those of a replay do. */
    static final int LATER = 10;

    private static final String ALONE = "select accept_event(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    // The function returns its rows in the order of the batch.
    private static final String TOGETHER =
            "select event_id, fresh, same_as from accept_events(?, ?, cast(? as interval),"
                    + " cast(? as interval), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final LedgerConfig config;

    EventWriter(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Commits exact events; one that comes alone goes the short way. */
    List<Acceptance> exact(List<Decided> batch) {
        if (batch.size() == 1) {
            var id = alone(batch.get(0));
            if (id != null) {
                return List.of(new Acceptance(id, true, null));
            }
        }
        return together(false, LIVE, batch);
    }

    /** Id of the event, or null if it has to be compared with what the ledger knows, and so is not written yet. */
    private Long alone(Decided decided) {
        var event = decided.event();
        var verdicts = decided.verdicts();
        var ids = database.query(
                ALONE,
                row -> row.getObject(1, Long.class),
                event.source().stored(),
                event.identity(),
                event.object(),
                event.name(),
                event.created(),
                event.bucket(),
                event.key(),
                event.rawKey(),
                event.versionId(),
                event.eTag(),
                event.sequencer(),
                event.size(),
                event.time(),
                event.body(),
                column("text", verdicts, Verdict::route),
                column("text", verdicts, Verdict::stored),
                column("text", verdicts, Verdict::reason));
        return ids.get(0);
    }

    /**
     * Commits a batch.
     *
     * @param careful whether each has to be compared with every other event
     * @param priority of the runs that start
     */
    List<Acceptance> together(boolean careful, int priority, List<Decided> batch) {
        var events = batch.stream().map(Decided::event).toList();
        var verdictEvents = new ArrayList<Integer>();
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < batch.size(); i++) {
            for (var verdict : batch.get(i).verdicts()) {
                verdictEvents.add(i + 1);
                verdicts.add(verdict);
            }
        }
        return database.query(
                TOGETHER,
                EventWriter::acceptance,
                careful,
                priority,
                config.matchTolerance().toString(),
                config.matchWindow().toString(),
                column("text", events, event -> event.source().stored()),
                column("uuid", events, ObjectEvent::identity),
                column("uuid", events, ObjectEvent::object),
                column("text", events, ObjectEvent::name),
                column("boolean", events, ObjectEvent::created),
                column("text", events, ObjectEvent::bucket),
                column("text", events, ObjectEvent::key),
                column("text", events, ObjectEvent::rawKey),
                column("text", events, ObjectEvent::versionId),
                column("text", events, ObjectEvent::eTag),
                column("text", events, ObjectEvent::sequencer),
                column("bigint", events, ObjectEvent::size),
                column("timestamptz", events, ObjectEvent::time),
                column("text", events, ObjectEvent::body),
                SqlArray.of("integer", verdictEvents),
                column("text", verdicts, Verdict::route),
                column("text", verdicts, Verdict::stored),
                column("text", verdicts, Verdict::reason));
    }

    private static <T> SqlArray column(String type, List<T> rows, Function<T, ?> value) {
        return SqlArray.of(type, rows.stream().map(value).toList());
    }

    private static Acceptance acceptance(ResultSet row) throws SQLException {
        return new Acceptance(row.getLong("event_id"), row.getBoolean("fresh"), row.getObject("same_as", Long.class));
    }
}
