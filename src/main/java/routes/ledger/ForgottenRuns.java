package routes.ledger;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds runs that would wait for ever: for one of their steps to end, though none of them goes on. There are none as long as the
 * ledger's statements are right, so each that is found is a fault of ours to be looked into.
 */
@ApplicationScoped
public class ForgottenRuns {

    private final Database database;

    ForgottenRuns(Database database) {
        this.database = database;
    }

    /** Queues such runs to go on, some seconds after their last step has ended, and returns what people are to know of them. */
    public List<String> wake() {
        return database.query("""
            update run r
            set state = 'queued', next_attempt_at = now()
            where r.holds_slot and r.state = 'waiting' and r.next_attempt_at = 'infinity'
              and not exists (select from step s
                              where s.run_id = r.id
                                and (s.state = 'started' or s.finished_at > now() - make_interval(secs => 5)))
            returning r.id, r.route
            """, row -> "run " + row.getLong("id") + " of " + row.getString("route"));
    }
}
