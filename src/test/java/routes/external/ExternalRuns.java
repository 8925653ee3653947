package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import routes.intake.Intake;
import routes.ledger.Database;
import routes.ledger.ObjectEvent;
import routes.ledger.RunLedger;
import routes.ledger.RunsQueued;
import routes.ledger.Source;

/** Begins a run with a step in the stand-in of an external system, and looks at what the ledger knows of it. */
abstract class ExternalRuns {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final Sighting WELL = new Sighting.Succeeded(Map.of("rows", 7));

    /** Of the object whose event begins the run. */
    final String key = UUID.randomUUID().toString();

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Inject
    RunLedger runs;

    @Inject
    RunsQueued engine;

    @Inject
    StandInSystem system;

    void upload(String bucket) {
        var sequencer = "%032X".formatted(System.nanoTime());
        intake.take(List.of(new ObjectEvent(
                Source.WEBHOOK, "ObjectCreated:Put", bucket, key, key, null, "e", sequencer, 3L, Instant.now(), "{}")));
    }

    void awaitRun(String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(run("state")).isEqualTo(state));
    }

    /** A run waits also while its work is being begun. */
    void awaitBegun() {
        await().atMost(PATIENCE).until(() -> step("handle") != null);
        awaitRun("waiting");
    }

    List<String> messages() {
        return database.query(
                "select text from message where run_id = ? order by id", row -> row.getString(1), runId());
    }

    long runId() {
        return Long.parseLong(run("id"));
    }

    /** Null as long as it is not set. */
    String run(String column) {
        return database.first(
                        "select r." + column + " from run r join event e on e.id = r.event_id where e.key = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        key)
                .flatMap(value -> value)
                .orElse(null);
    }

    /** Of the first step; null as long as there is none. */
    String step(String column) {
        return database.first(
                        "select s." + column + " from step s join run r on r.id = s.run_id"
                                + " join event e on e.id = r.event_id where e.key = ? order by s.started_at limit 1",
                        row -> Optional.ofNullable(row.getString(1)),
                        key)
                .flatMap(value -> value)
                .orElse(null);
    }

    /** Does not wait for it, so that much may happen before. */
    void deadlineComes() {
        database.update("update step set deadline = now() where run_id = ?", runId());
    }
}
