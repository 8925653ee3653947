package routes.notify;

import java.util.List;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import sandbox.SandboxPostgres;

import routes.ledger.Database;

/** A ledger of its own in a real PostgreSQL. */
final class TestLedger {

    private final Database database;

    TestLedger(SandboxPostgres postgres, String name) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.createDatabase(name));
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        database = new Database(source);
    }

    Database database() {
        return database;
    }

    void clear() {
        database.update("truncate message, channel");
    }

    /** States of the messages in the order in which they were queued. */
    List<String> states() {
        return database.query("select state from message order by id", row -> row.getString(1));
    }

    /** Errors of the messages in that order; null for none. */
    List<String> errors() {
        return database.query("select error from message order by id", row -> row.getString(1));
    }

    String channelState(String channel) {
        return database.first("select state from channel where name = ?", row -> row.getString(1), channel)
                .orElse("unknown");
    }

    /** Lets what waits have waited for an hour longer. */
    void letAnHourPass() {
        database.update("update message set queued_at = queued_at - interval '1 hour'");
    }

    /** Lets the claim of a replica that is gone run out now. */
    void forgetClaims() {
        database.update("update channel set next_post_at = now()");
    }
}
