package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sandbox.PackagedApplication;
import sandbox.SandboxDocker;
import sandbox.SandboxSpark;
import sandbox.SluiceApi;

/** What a test of the daily pipeline breaks: two Docker hosts, a Spark cluster, and replicas whose clocks show a time of their own. */
final class DailyStage implements AutoCloseable {

    /** What the clocks of the replicas show when the stage is set up. */
    static final LocalDate TODAY = LocalDate.of(2026, 3, 20);

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WATCHING = "select coalesce(max(r.name::int), -1) from lease l "
            + "join replica r on r.id = l.replica where l.task = 'watch external systems'";

    private final Stage stage;
    private final SandboxDocker server0 = SandboxDocker.started();
    private final SandboxDocker server1 = SandboxDocker.started();
    private final SandboxSpark spark = SandboxSpark.started();
    private final List<PackagedApplication> replicas;

    /** A day with one hour to be waited for, that of bronze. */
    DailyStage(Class<?> test, LocalTime time, int number) {
        this(test, time, number, "17:00");
    }

    DailyStage(Class<?> test, LocalTime time, int number, String goldAt) {
        stage = new Stage(test);
        var settings = settings(time);
        settings.put("ROUTES_DAILY_SPARK_GOLD_AT", goldAt);
        replicas = IntStream.range(0, number)
                .mapToObj(replica -> {
                    settings.put("ROUTES_LEDGER_REPLICA", "" + replica);
                    return stage.application(settings, "constant.camel.yaml").start();
                })
                .toList();
        reset();
        replicas.forEach(PackagedApplication::awaitReady);
    }

    private Map<String, String> settings(LocalTime time) {
        var settings = new HashMap<>(stage.effects().settings());
        settings.put("ROUTES_CLOCK_SINCE", Instant.now().toString());
        settings.put(
                "ROUTES_CLOCK_START",
                TODAY.atTime(time).atZone(ZONE).toInstant().toString());
        settings.put("ROUTES_DAILY_ENABLED", "true");
        settings.put("ROUTES_DAILY_CATCH_UP", "none");
        settings.put("ROUTES_DAILY_ATTEMPTS", "1");
        settings.put("ROUTES_DAILY_PRODUCER_IMAGE", SandboxDocker.IMAGE);
        settings.put("ROUTES_DAILY_PRODUCER_ARGUMENTS", "sleep\n3600");
        settings.put("ROUTES_EXTERNAL_TIMEOUT", "1s");
        settings.put("ROUTES_LEDGER_LEASE", "2s");
        settings.put("ROUTES_CONNECTIONS_DOCKER_SERVER0_URL", server0.url().toString());
        settings.put("ROUTES_CONNECTIONS_DOCKER_SERVER1_URL", server1.url().toString());
        settings.put("ROUTES_CONNECTIONS_SPARK_CLUSTER_URL", spark.url().toString());
        settings.put("ROUTES_CONNECTIONS_SPARK_CLUSTER_WEB", spark.url().toString());
        return settings;
    }

    /** Lets the engines forget what they ran, and what they were to do wrong. */
    void reset() {
        server0.reset();
        server1.reset();
        spark.reset();
        spark.take(Duration.ofHours(1));
    }

    SandboxDocker server0() {
        return server0;
    }

    SandboxSpark spark() {
        return spark;
    }

    /** Begins a day, as somebody does who finds it missing; returns the number of its run. */
    long begin(LocalDate day) {
        new SluiceApi(replicas.get(0).address())
                .post("/api/routes/daily/backfill", "{\"from\":\"" + day + "\",\"to\":\"" + day + "\"}");
        return stage.count("select max(id) from run where route = 'daily'");
    }

    void awaitBeginning() {
        await("containers and stream")
                .atMost(PATIENCE)
                .until(() -> server0.running() == 1 && server1.running() == 1 && spark.running() == 1);
    }

    void awaitStep(String condition) {
        stage.awaitCount(
                1,
                "select count(*) from step where run_id = (select max(id) from run where route = 'daily') and "
                        + condition,
                PATIENCE);
    }

    /** Waits until so many open steps have been begun, as far as Sluice knows. */
    void awaitHandles(int number) {
        stage.awaitCount(
                number,
                "select count(*) from step where run_id = (select max(id) from run where route = 'daily') and state ="
                        + " 'started' and handle is not null",
                PATIENCE);
    }

    /** Does something while nobody can leave a message. */
    void whileMessagesAreHeld(Runnable action) {
        stage.whileLocked("message", action);
    }

    long messages(long run) {
        return stage.count("select count(*) from message where dedupe_key like 'step:" + run + ":%'");
    }

    void endAll() {
        server0.endAll();
        server1.endAll();
        spark.endAll();
    }

    /** Kills the replica that watches, wherever its runs are routed. */
    void killWatching() {
        var watching = await("somebody watches").atMost(PATIENCE).until(() -> stage.count(WATCHING), name -> name >= 0);
        replicas.get(watching.intValue()).kill();
    }

    /** Kills the replica that routes the day at this moment. */
    void killRouting() {
        var routing = "select coalesce(max(p.name::int), -1) from run r join replica p on p.id = r.replica "
                + "where r.state = 'running' and r.route = 'daily'";
        var router = await("somebody routes")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stage.count(routing), name -> name >= 0);
        replicas.get(router.intValue()).kill();
    }

    /** Lets all that is begun end well until the run has succeeded, and sees that nothing was begun twice or is left behind. */
    void assertEachBegunOnce(long run) {
        await("run " + run)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    endAll();
                    assertThat(stage.count("select count(*) from run where state = 'succeeded' and id = " + run))
                            .isEqualTo(1);
                });
        assertThat(server0.startedContainers()).hasSize(1);
        assertThat(server1.startedContainers()).hasSize(1);
        assertThat(spark.drivers()).hasSize(3);
        await("no container is left behind").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server0.names()).isEmpty();
            assertThat(server1.names()).isEmpty();
        });
    }

    @Override
    public void close() {
        stage.close();
        server0.close();
        server1.close();
        spark.close();
    }
}
