package routes.merge.secrets;

import java.io.IOException;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

import routes.shared.InvalidInputException;
import routes.shared.Secret;

/**
 * Secrets in AWS Secrets Manager. Its errors:
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html and CommonErrors.html
 */
final class AwsSecrets implements SecretStore, AutoCloseable {

    private static final int SERVER_ERROR = 500;

    private final SecretsManagerClient client;
    private final String place;

    AwsSecrets(SecretsConfig config) {
        var builder = SecretsManagerClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                // The ledger tries again, after a while; a client that does so too multiplies the calls.
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(config.timeout()));
        config.endpoint().ifPresent(builder::endpointOverride);
        client = builder.build();
        place = config.endpoint().map(endpoint -> "at " + endpoint).orElse("of region " + config.region());
    }

    private static AwsCredentialsProvider credentials(SecretsConfig config) {
        if (config.accessKey().isPresent() && config.secret().isPresent()) {
            var key = Secret.text(
                    "routes.merge.secrets.access-key", config.accessKey().get());
            var secret =
                    Secret.text("routes.merge.secrets.secret", config.secret().get());
            return () -> AwsBasicCredentials.create(key.get(), secret.get());
        }
        return DefaultCredentialsProvider.builder().build();
    }

    @Override
    public Version fetch(String name) throws IOException {
        try {
            var answer = client.getSecretValue(request -> request.secretId(name));
            if (answer.secretString() == null) {
                throw new InvalidInputException(
                        "the secret " + name + " holds bytes instead of text; store it as JSON");
            }
            return new Version(answer.secretString(), answer.versionId());
        } catch (SecretsManagerException e) {
            throw refused(name, e);
        } catch (SdkClientException e) {
            throw new IOException(
                    "Secrets Manager " + place + " does not answer (" + e.getMessage()
                            + "); see that it can be reached, or set routes.merge.secrets.endpoint",
                    e);
        }
    }

    private IOException refused(String name, SecretsManagerException failure) {
        var code = failure.awsErrorDetails() == null
                ? ""
                : String.valueOf(failure.awsErrorDetails().errorCode());
        return switch (code) {
            case "ResourceNotFoundException" ->
                throw new InvalidInputException(
                        "the secret " + name + " does not exist in Secrets Manager " + place
                                + "; create it, or set routes.merge.entries.NAME.login to the secret's name",
                        failure);
            case "AccessDeniedException" ->
                throw new InvalidInputException(
                        "the secret " + name + " may not be read; give this application's user or role the right"
                                + " secretsmanager:GetSecretValue, and kms:Decrypt on the secret's key",
                        failure);
            case "DecryptionFailure" ->
                throw new InvalidInputException(
                        "the secret " + name + " cannot be decrypted; see that its KMS key is enabled and may be used",
                        failure);
            case "InvalidRequestException" ->
                throw new InvalidInputException(
                        "the secret " + name + " cannot be read in its present state, for example because it is"
                                + " going to be deleted; restore it",
                        failure);
            case "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "IncompleteSignature",
                    "ExpiredTokenException" ->
                throw new InvalidInputException(
                        "Secrets Manager " + place + " does not accept who we are (" + code
                                + "); correct routes.merge.secrets.access-key and .secret",
                        failure);
            default -> later(failure, code);
        };
    }

    private IOException later(SecretsManagerException failure, String code) {
        var what = failure.statusCode() >= SERVER_ERROR ? "has a fault" : "is asked too often or refuses";
        return new IOException(
                "Secrets Manager " + place + " " + what + " (" + failure.statusCode() + " " + code
                        + "); it is usually over after a while",
                failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
