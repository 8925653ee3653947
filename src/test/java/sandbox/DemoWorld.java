package sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the demo's pipelines work with: the servers, real or of the sandbox, and the application. */
final class DemoWorld implements AutoCloseable {

    /** Bucket in which recordings arrive; it is watched. */
    static final String RAW = "raw-data";

    /** Bucket that takes what they become. */
    static final String PROCESSED = "processed-data";

    /** Topic that is read. */
    private static final String TOPIC = "bucket-events";

    /** Bearer token with which events are sent. */
    static final String TOKEN = "demo-token";

    private final Sandbox sandbox;
    private final Map<String, String> environment;
    private final S3Client objects;
    private SluiceApi api;

    DemoWorld(Sandbox sandbox, Map<String, String> environment) {
        this.sandbox = sandbox;
        this.environment = environment;
        this.objects = sandbox.has(Server.STORE) ? sandbox.store().client() : realStore(environment);
    }

    /** The store named in the environment, by the names that its users know. */
    private static S3Client realStore(Map<String, String> environment) {
        var credentials = AwsBasicCredentials.create(
                given(environment, "MINIO_ACCESS_KEY"), given(environment, "MINIO_SECRET_KEY"));
        return S3Client.builder()
                .endpointOverride(URI.create(given(environment, "MINIO_ENDPOINT")))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static String given(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    name + " is missing: a real store needs MINIO_ENDPOINT, MINIO_ACCESS_KEY and MINIO_SECRET_KEY");
        }
        return value;
    }

    /** The sandbox's store, unless a real one is used, of which no faults can be asked. */
    Optional<SandboxStore> sandboxStore() {
        return sandbox.has(Server.STORE) ? Optional.of(sandbox.store()) : Optional.empty();
    }

    /** Variables that name real servers, by the names that their users know. */
    Map<String, String> environment() {
        return environment;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    SluiceApi api() {
        return api;
    }

    void applicationAt(URI address) {
        api = new SluiceApi(address);
    }

    void createBucket(String bucket) {
        try {
            objects.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // It is there, which is all that is wanted.
            return;
        }
    }

    void upload(String bucket, String key, byte[] content) {
        objects.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /** Uploads a recording of which only the topic tells, as where a store publishes to Kafka instead of pushing. */
    void uploadToldByTopic(String key, byte[] content) {
        sandboxStore().ifPresent(store -> store.losePushes(1));
        var eTag = objects.putObject(request -> request.bucket(RAW).key(key), RequestBody.fromBytes(content))
                .eTag()
                .replace("\"", "");
        var written =
                objects.headObject(request -> request.bucket(RAW).key(key)).lastModified();
        var nanos = written.getEpochSecond() * 1_000_000_000 + written.getNano();
        var object =
                new StoredObject(RAW, key, content.length, eTag, written, "application/octet-stream", Map.of(), nanos);
        sandbox.kafka().publish(TOPIC, MinioEvent.body(new StoreChange("s3:ObjectCreated:Put", object), written));
    }

    /** Text of an object. */
    String read(String bucket, String key) {
        return objects.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String();
    }

    List<String> keys(String bucket, String prefix) {
        return objects.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Waits until the application has told the sandbox's store to push the events of the watched bucket. */
    void awaitPushes() {
        if (sandboxStore().isPresent()) {
            Awaitility.await("the notification rule that Sluice sets on the bucket " + RAW)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !objects.getBucketNotificationConfiguration(request -> request.bucket(RAW))
                            .queueConfigurations()
                            .isEmpty());
        }
    }

    /** Sends a body to the application's webhook, which must take whatever it is. */
    void postEvent(String body) {
        int status = api.postEvent(body, TOKEN);
        if (status / 100 != 2) {
            throw new IllegalStateException("the webhook answered " + status);
        }
    }

    @Override
    public void close() {
        objects.close();
    }
}
