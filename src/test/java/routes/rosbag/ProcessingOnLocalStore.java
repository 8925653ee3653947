package routes.rosbag;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A processor at work on a store of its own, whose calls are noted. */
abstract class ProcessingOnLocalStore {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    static final String SMALL = "a,b\n1,2\n3,4\n";
    static final String BIG = "a,b\n" + "some value,another\n".repeat(1024 * 1024);

    static LocalStore store;

    final RecordingProcessor processor = new RecordingProcessor(store.client(), Settings.defaults(), CLOCK);

    @BeforeAll
    static void start() {
        store = LocalStore.start();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void forget() {
        store.calls().reset();
    }

    static Recording uploaded(String name, String content) {
        var eTag = store.upload(name + ".mcap", content);
        store.calls().reset();
        return new Recording(LocalStore.RAW, name + ".mcap", null, eTag, null, null);
    }
}
