package sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server (S3Proxy) that keeps its objects in memory, with what it lacks beside MinIO added: bucket
 * notifications pushed to a webhook, and notification and lifecycle configurations. It can be stopped and started again
 * on the same port with the same objects. Unlike MinIO it refuses keys with two slashes in a row, and lists times in whole
 * seconds where MinIO lists milliseconds. Its methods may be called from any thread.
 */
public final class SandboxStore implements AutoCloseable {

    /** Target ARN that the notification configuration of a bucket names. */
    public static final String ARN = BucketSettings.ARN;

    private static final String ACCESS_KEY = "sandbox";
    /** The secret key of all of them. */
    public static final String SECRET = "sandbox-secret";

    private final int port;
    private final BlobStoreContext context = ContextBuilder.newBuilder("transient")
            .credentials(ACCESS_KEY, SECRET)
            .build(BlobStoreContext.class);
    private final EventPusher pusher = new EventPusher();
    private final BucketSettings settings = new BucketSettings();
    private final StoreFaults faults = new StoreFaults();
    private final ObservedBlobStore objects = new ObservedBlobStore(context.getBlobStore(), this::push);
    private S3Proxy server;

    private SandboxStore(int port) {
        this.port = port;
    }

    /** Starts a store on some free port. */
    public static SandboxStore started() {
        return OwnLoader.call(() -> {
            QuietLogs.apply();
            var store = new SandboxStore(Ports.free());
            AtExit.close(store);
            store.start();
            return store;
        });
    }

    /** Starts the server if it is stopped. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        var starting = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(endpoint())
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            putFrontBefore(starting);
            starting.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the S3 server on port " + port, e);
        }
        server = starting;
    }

    /** Stops the server: connections are refused, the objects are kept. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        faults.release();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the S3 server on port " + port, e);
        } finally {
            server = null;
        }
    }

    /** The server offers no place for a handler of ours, so its web server is taken out of it. */
    private void putFrontBefore(S3Proxy proxy) throws ReflectiveOperationException {
        var field = S3Proxy.class.getDeclaredField("server");
        field.setAccessible(true);
        var web = (Server) field.get(proxy);
        var front = new StoreFront(objects, settings, faults, ACCESS_KEY);
        front.setHandler(web.getHandler());
        web.setHandler(front);
    }

    private void push(StoreChange change) {
        if (settings.wants(change)) {
            pusher.push(MinioEvent.body(change, Instant.now()));
        }
    }

    /** A client of this store; the caller closes it. The server does not know the checksums that clients add by now. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET)))
                .build();
    }

    /** Makes an empty bucket, or keeps the one that is there. */
    public void createBucket(String bucket) {
        objects.createContainerInLocation(null, bucket);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secret() {
        return SECRET;
    }

    /** Says where events go, and with which bearer token. Events before the first call wait for it. */
    public void pushTo(URI webhook, String token) {
        pusher.pushTo(webhook, token);
    }

    /** Sets how long it waits before it pushes an event again that was not accepted; MinIO's own 3 s otherwise. */
    public void retryPushEvery(Duration delay) {
        pusher.retryEvery(delay);
    }

    /** Loses the next events for ever. */
    public void losePushes(int events) {
        pusher.loseNext(events);
    }

    /** Pushes the next events twice each. */
    public void repeatPushes(int events) {
        pusher.repeatNext(events);
    }

    /** How many events wait to be accepted. */
    public int undeliveredPushes() {
        return pusher.undelivered();
    }

    /** Answers the next requests with that status, whatever they ask. */
    public void failNext(int requests, int status) {
        faults.failNext(requests, status);
    }

    /** Lets every request wait until {@link #release()}. */
    public void hang() {
        faults.hang();
    }

    /** Holds the next request of that method whose address matches that expression, until it is let go. */
    public HeldRequest hold(String method, String address) {
        return faults.hold(method, address);
    }

    public void release() {
        faults.release();
    }

    @Override
    public synchronized void close() {
        stop();
        pusher.close();
        context.close();
        AtExit.forget(this);
    }

    @Override
    public String toString() {
        return "S3 server on port " + port;
    }
}
