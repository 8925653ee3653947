package routes.intake;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import sandbox.SandboxStore;
import sandbox.Webhook;
import software.amazon.awssdk.services.s3.S3Client;

/** Holds the sandbox's store to what MinIO does. */
class PushingStoreOnStandInTest extends PushingStoreContract {

    private static final String TOKEN = "sandbox-token";

    private static SandboxStore sandbox;
    private static S3Client client;
    private static Webhook webhook;

    @BeforeAll
    static void start() {
        sandbox = SandboxStore.started();
        client = sandbox.client();
        webhook = new Webhook();
        sandbox.retryPushEvery(Duration.ofMillis(50));
        sandbox.pushTo(webhook.address(), TOKEN);
    }

    @AfterAll
    static void stop() {
        webhook.close();
        client.close();
        sandbox.close();
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
        return ChronoUnit.SECONDS;
    }

    @Override
    protected String token() {
        return TOKEN;
    }
}
