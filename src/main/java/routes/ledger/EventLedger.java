package routes.ledger;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Takes events with their outcomes, and tells known object versions from unknown ones. */
@ApplicationScoped
public class EventLedger {

    private final Database database;
    private final LedgerConfig config;
    private final EventWriter writer;
    private final GroupCommit<Decided, Acceptance> exact;

    EventLedger(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
        this.writer = new EventWriter(database, config);
        this.exact = new GroupCommit<>(256, writer::exact);
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
                : writer.together(true, EventWriter.LIVE, List.of(decided)).get(0);
    }

    /**
     * Commits several events. Those of a listing's page, and those that tell their versions apart, are committed together;
     * others one by one, because each has to be compared with the one before.
     */
    public List<Acceptance> accept(List<Decided> batch) {
        if (batch.size() > 1 && batch.stream().allMatch(EventLedger::together)) {
            return writer.together(!batch.stream().allMatch(one -> one.event().exact()), EventWriter.LIVE, batch);
        }
        return batch.stream().map(this::accept).toList();
    }

    /** Commits listed objects together, whose runs start after those of live events, as the runs of a replay do. */
    public List<Acceptance> acceptLater(List<Decided> batch) {
        return writer.together(true, EventWriter.LATER, batch);
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

    private static <T> SqlArray column(String type, List<T> rows, Function<T, ?> value) {
        return SqlArray.of(type, rows.stream().map(value).toList());
    }
}
