package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class StagedObjectTest {

    private static final String BUCKET = "staged";
    private static final String KEY = "output.csv";
    private static final int PART = 5 * 1024 * 1024;
    private static final byte[] WRITTEN = bytes(3 * PART + 17);
    private static final String FIRST_PART = ".*/output\\.csv\\?.*partNumber=1.*";

    private static SandboxStore server;
    private static S3Client store;

    private final StagedObject object = staged();

    @BeforeAll
    static void start() {
        server = SandboxStore.started();
        store = server.client();
        server.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @BeforeEach
    void keep_a_former_object() {
        store.putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromString("former"));
    }

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    void writes_on_while_a_part_is_sent() throws IOException, InterruptedException {
        // Given
        var first = server.hold("PUT", FIRST_PART);

        // When
        object.write(WRITTEN, 0, 2 * PART);
        first.awaitReached();
        first.release();
        object.write(WRITTEN, 2 * PART, WRITTEN.length - 2 * PART);
        object.publish();

        // Then
        assertThat(stored()).isEqualTo(WRITTEN);
    }

    @Test
    void has_two_parts_in_memory_and_no_more() throws Exception {
        // Given
        var first = server.hold("PUT", FIRST_PART);
        object.write(WRITTEN, 0, 2 * PART);
        first.awaitReached();

        // When
        var third = CompletableFuture.runAsync(() -> write(2 * PART, 1));

        // Then
        assertThatThrownBy(() -> third.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        first.release();
        third.get();
        object.close();
    }

    @Test
    void is_never_seen_without_a_part_that_failed() throws IOException, InterruptedException {
        // Given
        var first = server.hold("PUT", FIRST_PART);
        object.write(WRITTEN, 0, 2 * PART);
        first.awaitReached();
        first.fail(403);

        // When, Then
        assertThatThrownBy(() -> object.write(WRITTEN, 2 * PART, PART)).isInstanceOf(S3Exception.class);
        assertThatThrownBy(object::publish).hasMessage("a part of output.csv was not sent; write it anew");
        object.close();
        assertThat(stored()).asString().isEqualTo("former");
        assertThat(uploads()).isZero();
    }

    @Test
    void leaves_no_part_behind_when_it_is_closed_while_one_is_sent() throws Exception {
        // Given
        var first = server.hold("PUT", FIRST_PART);
        object.write(WRITTEN, 0, PART + 1);
        first.awaitReached();

        // When
        var closed = CompletableFuture.runAsync(this::close);

        // Then
        assertThatThrownBy(() -> closed.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        first.release();
        closed.get();
        assertThat(stored()).asString().isEqualTo("former");
        assertThat(uploads()).isZero();
    }

    @ParameterizedTest(name = "{0} parts")
    @ValueSource(ints = {0, 2})
    void replaces_nothing_that_came_after_it_looked(int parts) throws IOException {
        // Given
        object.look();
        object.write(WRITTEN, 0, parts * PART + 1);
        object.finish();
        store.putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromString("newer"));

        // When, Then
        assertThatThrownBy(object::requireUnchanged).hasMessageStartingWith("staged/output.csv was replaced");
        assertThatThrownBy(object::publish)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("staged/output.csv was replaced while this one was made, so it stays");
        object.close();
        assertThat(stored()).asString().isEqualTo("newer");
        assertThat(uploads()).isZero();
    }

    @ParameterizedTest(name = "{0} parts")
    @ValueSource(ints = {0, 2})
    void comes_first_where_nothing_was(int parts) throws IOException {
        // Given
        store.deleteObject(request -> request.bucket(BUCKET).key(KEY));
        assertThat(object.look()).isFalse();
        object.write(WRITTEN, 0, parts * PART + 1);
        var other = staged();
        assertThat(other.look()).isFalse();
        other.write(WRITTEN, 0, 2);

        // When
        object.publish();

        // Then
        assertThatThrownBy(other::publish).hasMessageStartingWith("staged/output.csv was replaced");
        assertThat(stored()).hasSize(parts * PART + 1);
    }

    @Test
    void does_without_conditions_where_a_store_knows_none() throws IOException {
        // Given
        assertThat(object.look()).isTrue();
        object.write(WRITTEN, 0, 1);
        server.failNext(1, 501);

        // When
        object.publish();

        // Then
        assertThat(stored()).hasSize(1);
    }

    @Test
    void replaces_anything_where_it_may_not_look() throws IOException {
        // Given
        server.failNext(1, 403);
        assertThat(object.look()).isFalse();
        object.write(WRITTEN, 0, 1);

        // When
        object.publish();

        // Then
        assertThat(stored()).hasSize(1);
    }

    private static StagedObject staged() {
        return new StagedObject(store, new StagedObject.Target(BUCKET, KEY, "text/csv", PART, "bucket", "part-size"));
    }

    private void write(int offset, int length) {
        try {
            object.write(WRITTEN, offset, length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void close() {
        try {
            object.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] stored() {
        return store.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY))
                .asByteArray();
    }

    private static int uploads() {
        return store.listMultipartUploads(request -> request.bucket(BUCKET))
                .uploads()
                .size();
    }

    private static byte[] bytes(int count) {
        var random = new byte[count];
        new Random(7).nextBytes(random);
        return random;
    }
}
