package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.PackagedApplication;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.sync.RequestBody;

@Tag("faults")
class StoreOutageTest {

    private static final int OUTAGE_SECONDS = 45;
    private static final String RECORDING = "time,speed\n1700000000.0,12.5\n";

    private final Stage stage = new Stage(StoreOutageTest.class);
    private final SandboxStore store = SandboxStore.started();

    @AfterEach
    void close() {
        stage.close();
        store.close();
    }

    @Test
    void other_routes_work_while_the_store_is_away_and_its_own_go_on_when_it_is_back() throws Exception {
        // Given
        store.createBucket("raw-data");
        store.createBucket("processed-data");
        var tag = upload("pushed.mcap");
        var written = written("pushed.mcap");
        upload("never-pushed.mcap");
        store.stop();
        var settings = new HashMap<>(PackagedApplication.store(store));
        settings.put("ROUTES_INTAKE_BUCKETS_RAW_BUCKET", "raw-data");
        settings.put("ROUTES_INTAKE_BUCKETS_RAW_NOTIFICATION_ARN", SandboxStore.ARN);
        settings.put("ROUTES_INTAKE_LISTING_SETTLE", "1s");
        var application = stage.application(settings, "constant.camel.yaml");

        // When
        application.start().awaitReady();
        try (var sender = new Sender(application)) {
            sender.send("raw-data", "pushed.mcap", tag, written);
            sender.begin("constant", 0, 50).get(2, TimeUnit.MINUTES);
        }
        stage.awaitCount(50, succeeded("faults.constant"), Duration.ofMinutes(2));
        TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
        store.start();

        // Then
        stage.awaitCount(2, succeeded("rosbag"), Duration.ofMinutes(2));
        await().atMost(Duration.ofMinutes(2)).until(() -> stage.count(succeeded("intake.set-up")) > 0);
        await().atMost(Duration.ofMinutes(2)).until(() -> stage.count(succeeded("intake.reconcile")) > 0);
        assertThat(stage.count("select count(*) from event where bucket = 'raw-data'"))
                .isEqualTo(2);
        assertThat(stage.count("select count(*) from run where parked_at is not null"))
                .isZero();
        try (var client = store.client()) {
            assertThat(client.listObjectsV2(request -> request.bucket("processed-data"))
                            .contents())
                    .extracting(object -> object.key())
                    .contains("pushed.csv", "never-pushed.csv");
            assertThat(client.getBucketNotificationConfiguration(request -> request.bucket("raw-data"))
                            .queueConfigurations())
                    .isNotEmpty();
        }
    }

    private static String succeeded(String route) {
        return "select count(*) from run where route = '%s' and state = 'succeeded'".formatted(route);
    }

    private String upload(String key) {
        try (var client = store.client()) {
            return client.putObject(request -> request.bucket("raw-data").key(key), RequestBody.fromString(RECORDING))
                    .eTag()
                    .replace("\"", "");
        }
    }

    private Instant written(String key) {
        try (var client = store.client()) {
            return client.headObject(request -> request.bucket("raw-data").key(key))
                    .lastModified();
        }
    }
}
