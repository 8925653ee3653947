package peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.Webhook;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

import routes.intake.PushingStoreContract;
import routes.ledger.ObjectEvent;

/** Rules, pushes and listings of a real MinIO. */
@Tag("peers")
class MinioOnRealServerTest extends PushingStoreContract {

    private static Webhook webhook;
    private static Peer minio;
    private static S3Client client;

    @BeforeAll
    static void start() throws Exception {
        webhook = new Webhook();
        minio = Peer.start("minio", Map.of("WEBHOOK", webhook.address().toString()));
        client = S3Client.builder()
                .endpointOverride(URI.create(minio.value("URL")))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(minio.value("ACCESS_KEY"), minio.value("SECRET"))))
                .build();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (minio != null) {
            minio.close();
        }
        webhook.close();
    }

    @Override
    protected S3Client store() {
        return client;
    }

    @Override
    protected Webhook webhook() {
        return webhook;
    }

    @Override
    protected ChronoUnit listedPrecision() {
        return ChronoUnit.MILLIS;
    }

    @Override
    protected String token() {
        return minio.value("TOKEN");
    }

    @Test
    void a_version_has_its_id() {
        // Given
        setUp();
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));

        // When
        put("a");
        put("a");

        // Then
        var head = client.headObject(request -> request.bucket(bucket).key("a"));
        assertThat(pushed(2)).extracting(ObjectEvent::versionId).doesNotHaveDuplicates();
        assertThat(pushed(2).get(1).versionId()).isEqualTo(head.versionId());
        assertThat(listed())
                .singleElement()
                .satisfies(listed -> assertThat(listed.versionId()).isNull());
    }

    @Test
    void events_outlive_a_crash_of_the_store() throws Exception {
        // Given
        setUp();
        webhook.stop();
        put("1");
        put("2");
        // It answers a little before it has written down what to push.
        await().atMost(Duration.ofMinutes(1)).until(() -> events() == 2);

        // When
        ProcessHandle.of(Long.parseLong(
                        Files.readString(Path.of(minio.value("PIDFILE"))).strip()))
                .orElseThrow()
                .destroyForcibly();
        webhook.start();

        // Then
        assertThat(pushed(2)).extracting(ObjectEvent::key).containsExactly("1", "2");
    }

    /** How many events wait to be pushed. */
    private static long events() throws IOException {
        try (var files = Files.walk(Path.of(minio.value("EVENTS")))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
