package routes.ledger;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Remembers how far repeated jobs have come. */
@ApplicationScoped
public class Watermarks {

    private final Database database;

    Watermarks(Database database) {
        this.database = database;
    }

    /** How far a job has come, if it ever did. */
    public Optional<String> get(String name) {
        return database.first("select value from watermark where name = ?", row -> row.getString(1), name);
    }

    /** Notes how far a job has come. */
    public void set(String name, String value) {
        database.update("""
                insert into watermark (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value, updated_at = now()
                """, name, value);
    }

    /** Forgets a job. */
    public void remove(String name) {
        database.update("delete from watermark where name = ?", name);
    }
}
