package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Takes events with their outcomes, and tells known object versions from unknown ones. */
@ApplicationScoped
public class EventLedger {

    private static final String ACCEPT =
            "select * from accept_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?) order by ordinal";

    private final Database database;
    private final LedgerConfig config;
    private final GroupCommit<Decided, Acceptance> exact;

    EventLedger(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
        this.exact = new GroupCommit<>(256, batch -> accept(false, batch));
    }

    /** An event and what every triggered route makes of it. */
    public record Decided(ObjectEvent event, List<Verdict> verdicts) {

        /** Whether any route starts a run for it. */
        public boolean starts() {
            return verdicts.stream().anyMatch(Verdict::starts);
        }
    }

    /**
     * Commits an event, its outcomes and the runs it starts. Returns after the commit. Concurrent callers share commits.
     *
     * @throws LedgerException if the ledger cannot be written
     */
    public Acceptance accept(Decided decided) {
        return decided.event().exact()
                ? exact.submit(decided)
                : accept(true, List.of(decided)).get(0);
    }

    /**
     * Commits several events. Those of a listing's page, and those that tell their versions apart, are committed together;
     * others one by one, because each has to be compared with the one before.
     */
    public List<Acceptance> accept(List<Decided> batch) {
        if (batch.size() > 1 && batch.stream().allMatch(EventLedger::together)) {
            return accept(!batch.stream().allMatch(one -> one.event().exact()), batch);
        }
        return batch.stream().map(this::accept).toList();
    }

    private static boolean together(Decided one) {
        return one.event().exact() || one.event().source() == Source.LISTING;
    }

    /** Of the objects of a listing's page, those whose version the ledger does not know. */
    public List<ObjectEvent> unknown(List<ObjectEvent> listed) {
        var ordinals = database.query(
                """
                select i.ordinal
                from unnest(?, ?, ?, ?) with ordinality as i (identity, object, e_tag, time, ordinal)
                where not exists (select from event e where e.identity = i.identity)
                  and not exists (select from same_version(i.object, 'listing', null, i.e_tag, null, i.time, ?, ?))
                order by i.ordinal
                """,
                row -> row.getInt(1),
                column("uuid", listed, ObjectEvent::identity),
                column("uuid", listed, ObjectEvent::object),
                column("text", listed, ObjectEvent::eTag),
                column("timestamptz", listed, ObjectEvent::time),
                config.matchTolerance(),
                config.matchWindow());
        return ordinals.stream().map(ordinal -> listed.get(ordinal - 1)).toList();
    }

    /** Keeps a message that cannot be read. */
    public long quarantine(Source source, byte[] body, String reason) {
        return database.first(
                        "insert into quarantine (source, reason, body) values (?, ?, ?) returning id",
                        row -> row.getLong(1),
                        source.stored(),
                        reason,
                        body)
                .orElseThrow();
    }

    private List<Acceptance> accept(boolean careful, List<Decided> batch) {
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
                ACCEPT,
                EventLedger::acceptance,
                careful,
                config.matchTolerance(),
                config.matchWindow(),
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
                column("text", verdicts, verdict -> verdict.starts() ? "started" : "skipped"),
                column("text", verdicts, Verdict::reason));
    }

    private static <T> SqlArray column(String type, List<T> rows, Function<T, ?> value) {
        return SqlArray.of(type, rows.stream().map(value).toList());
    }

    private static Acceptance acceptance(ResultSet row) throws SQLException {
        return new Acceptance(row.getLong("event_id"), row.getBoolean("fresh"), row.getObject("same_as", Long.class));
    }
}
