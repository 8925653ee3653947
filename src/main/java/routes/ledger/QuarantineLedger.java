package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Shows the messages that could not be read, and notes which were read after all. */
@ApplicationScoped
public class QuarantineLedger {

    private static final String VIEW =
            "select id, source, reason, length(body) as size, received_at, reread_at from quarantine ";

    private final Database database;

    QuarantineLedger(Database database) {
        this.database = database;
    }

    /**
     * Messages in quarantine, the newest first.
     *
     * @param reread whether only those that were read after all, or only those that were not; null for both
     * @param before only messages with a smaller id
     * @param limit how many at most
     */
    public List<QuarantineView> find(Boolean reread, long before, int limit) {
        var where = new Where().and("id < ?", before);
        if (reread != null) {
            where.and(reread ? "reread_at is not null" : "reread_at is null");
        }
        return database.query(
                VIEW + where.sql() + " order by id desc limit ?", QuarantineLedger::view, where.values(limit));
    }

    /** The message of that id. */
    public Optional<QuarantineView> byId(long id) {
        return database.first(VIEW + "where id = ?", QuarantineLedger::view, id);
    }

    /** The bytes of the message as they came. */
    public Optional<byte[]> body(long id) {
        return database.first("select body from quarantine where id = ?", row -> row.getBytes(1), id);
    }

    /** Notes that a message was read after all. */
    public void markReread(long id) {
        database.update("update quarantine set reread_at = now() where id = ?", id);
    }

    private static QuarantineView view(ResultSet row) throws SQLException {
        return new QuarantineView(
                row.getLong("id"),
                row.getString("source"),
                row.getString("reason"),
                row.getInt("size"),
                Database.instant(row, "received_at"),
                Database.instant(row, "reread_at"));
    }
}
