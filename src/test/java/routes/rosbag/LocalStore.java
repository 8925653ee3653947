package routes.rosbag;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import sandbox.SandboxStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import routes.shared.ObjectVersion;

/** The sandbox's S3 server with the two buckets of the pipeline, and a client that never retries and may be disturbed. */
final class LocalStore implements AutoCloseable {

    static final String RAW = "raw-data";
    static final String PROCESSED = "processed-data";

    private final SandboxStore server;
    private final StoreCalls calls = new StoreCalls();
    private final S3Client client;

    private LocalStore(SandboxStore server) {
        this.server = server;
        this.client = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secret())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        client -> client.addExecutionInterceptor(calls).retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    static LocalStore start() {
        var server = SandboxStore.started();
        server.createBucket(RAW);
        server.createBucket(PROCESSED);
        return new LocalStore(server);
    }

    S3Client client() {
        return client;
    }

    /** What the client asks of the store; may be told to fail. */
    StoreCalls calls() {
        return calls;
    }

    /** Uploads a recording and returns its tag without quotes. */
    String upload(String key, byte[] content) {
        return ObjectVersion.unquoted(
                client.putObject(request -> request.bucket(RAW).key(key), RequestBody.fromBytes(content))
                        .eTag());
    }

    /** Uploads a recording and returns its tag without quotes. */
    String upload(String key, String content) {
        return upload(key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Text of a result, or nothing if it is not there. */
    Optional<String> processed(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(PROCESSED).key(key))
                            .asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** How many uploads to the key were neither completed nor aborted. */
    long unfinishedUploads(String key) {
        return client.listMultipartUploads(request -> request.bucket(PROCESSED)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .count();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
