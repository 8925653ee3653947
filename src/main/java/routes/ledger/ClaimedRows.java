package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/** Reads rows of claimed runs, joined with their events. */
final class ClaimedRows {

    private ClaimedRows() {}

    static ClaimedRun read(ResultSet row) throws SQLException {
        var eventId = row.getObject("event_id", Long.class);
        return new ClaimedRun(
                row.getLong("id"),
                row.getString("route"),
                row.getString("cause"),
                eventId,
                row.getString("bucket") == null ? null : event(row),
                Database.instant(row, "slot"),
                row.getString("input"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getBoolean("continued"),
                row.getBoolean("cancel_requested"),
                Database.instant(row, "parked_at") != null,
                row.getString("error"),
                Database.instant(row, "created_at"),
                row.getObject("owner", UUID.class));
    }

    private static ObjectEvent event(ResultSet row) throws SQLException {
        return new ObjectEvent(
                Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("bucket"),
                row.getString("key"),
                row.getString("raw_key"),
                row.getString("version_id"),
                row.getString("e_tag"),
                row.getString("event_sequencer"),
                row.getObject("size", Long.class),
                Database.instant(row, "event_time"),
                null);
    }
}
