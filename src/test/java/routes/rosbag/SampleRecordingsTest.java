package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleRecordingsTest {

    private static final Instant SLOT = Instant.parse("2026-11-20T10:00:00Z");

    private static LocalStore store;

    private final RosbagConfig config = Settings.of(Map.of("routes.rosbag.sample.rows", "3"));
    private final SampleRecordings samples = new SampleRecordings(store.client(), config);

    @BeforeAll
    static void start() {
        store = LocalStore.start();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void makes_a_recording_that_can_be_processed() throws IOException {
        // When
        var key = samples.make(SLOT);

        // Then
        assertThat(key).isEqualTo("samples/2026-11-20T10-00-00Z.mcap");
        var result = new RecordingProcessor(store.client(), config, Clock.systemUTC())
                .process(new Recording(config.source().bucket(), key, null, null, null, null));
        assertThat(result.rows()).isEqualTo(3);
        assertThat(store.processed("samples/2026-11-20T10-00-00Z.csv"))
                .hasValueSatisfying(csv -> assertThat(csv)
                        .startsWith("timestamp,sensor,x,y,z\n2026-11-20T10:00:00Z,imu,")
                        .contains("\n2026-11-20T10:00:00.010Z,lidar,"));
    }

    @Test
    void makes_the_same_recording_of_a_slot_every_time_and_another_one_of_another_slot() {
        assertThat(samples.text(SLOT))
                .isEqualTo(new SampleRecordings(store.client(), config).text(SLOT))
                .isNotEqualTo(samples.text(SLOT.plusSeconds(60)));
    }
}
