package routes.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database;
import routes.ledger.EventLedger;
import routes.ledger.EventLedger.Decided;
import routes.ledger.ObjectEvent;
import routes.ledger.RunEnd;
import routes.ledger.RunLedger;
import routes.ledger.RunLedger.Claim;
import routes.ledger.Source;
import routes.ledger.StepLedger;
import routes.ledger.StepPlan;
import routes.ledger.StepRecord;

/** Fills the ledger of a test with what the application would have written. */
@ApplicationScoped
public class Ledger {

    private static final AtomicLong SEQUENCE = new AtomicLong(0x1000);

    private final EventLedger events;
    private final RunLedger runs;
    private final StepLedger steps;
    private final Database database;
    private final UUID owner = UUID.randomUUID();

    Ledger(EventLedger events, RunLedger runs, StepLedger steps, Database database) {
        this.events = events;
        this.runs = runs;
        this.steps = steps;
        this.database = database;
    }

    /** A webhook's event, decided by the test's routes. */
    long event(String bucket, String key) {
        var event = new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                bucket,
                key,
                key,
                null,
                "tag-" + key.length(),
                Long.toHexString(SEQUENCE.incrementAndGet()),
                12L,
                Instant.parse("2026-11-20T06:00:00Z"),
                "{\"key\":\"" + key + "\"}");
        return events.accept(new Decided(event, new TestRoutes().decide(event))).eventId();
    }

    /** The run that an event has started, routed once, with a failed step, and parked. */
    long parkedRun(long eventId) {
        var run = running(eventId);
        var step = StepRecord.starting(run, "process-data", "airflow-dag-run", 1, "recordings-" + run, StepPlan.NONE);
        steps.start(owner, step);
        steps.end(owner, step.failed("DAG run failed", false));
        runs.end(RunEnd.parked(run, owner, "process-data: DAG run failed"));
        return run;
    }

    /** The run that an event has started, done, with one step. */
    long succeededRun(long eventId) {
        var run = running(eventId);
        var step = StepRecord.starting(run, "process-data", "airflow-dag-run", 1, "recordings-" + run, StepPlan.NONE);
        steps.start(owner, step);
        steps.end(owner, step.succeeded("{\"rows\":3}"));
        runs.end(RunEnd.succeeded(run, owner));
        return run;
    }

    long quarantined(String body) {
        return events.quarantine(Source.WEBHOOK, body.getBytes(StandardCharsets.UTF_8), "the message is no JSON");
    }

    long quarantined(byte[] body) {
        return events.quarantine(Source.KAFKA, body, "the message is no UTF-8 text");
    }

    /** Values of a column of text. */
    List<String> texts(String sql, Object... values) {
        return database.query(sql, row -> row.getString(1), values);
    }

    private long running(long eventId) {
        database.update(
                "insert into replica (id, name, lease_until) values (?, 'test', now() + interval '1 hour')"
                        + " on conflict do nothing",
                owner);
        while (!"running".equals(stateOfRun(eventId))) {
            runs.claim(owner, new Claim("recordings", 100, 0, 0, false, "v1"));
        }
        database.update("update run set owner = ? where event_id = ? and state = 'running'", owner, eventId);
        return Long.parseLong(texts("select id::text from run where event_id = ? order by id desc", eventId)
                .get(0));
    }

    private String stateOfRun(long eventId) {
        return texts("select state from run where event_id = ? order by id desc", eventId)
                .get(0);
    }
}
