package routes.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the one S3 client that all pipelines share. */
@ApplicationScoped
public class Store {

    @Produces
    @ApplicationScoped
    S3Client client(StoreConfig config) {
        return connect(config);
    }

    /** A client for what runs without the application, which has to close it. */
    public static S3Client connect(StoreConfig config) {
        var client = S3Client.builder()
                .region(Region.of(config.region()))
                .forcePathStyle(config.pathStyle())
                .credentialsProvider(credentials(config))
                // The ledger tries again, after a while; a client that does so too multiplies the calls.
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                // Newer checksums are refused by older stores that speak S3.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        config.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    static AwsCredentialsProvider credentials(StoreConfig config) {
        if (config.accessKey().isPresent() && config.secret().isPresent()) {
            var key = Secret.text("routes.store.access-key", config.accessKey().get());
            var secret = Secret.text("routes.store.secret", config.secret().get());
            return () -> AwsBasicCredentials.create(key.get(), secret.get());
        }
        return DefaultCredentialsProvider.builder().build();
    }
}
