package routes.merge.secrets;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.WithDefault;

/** Where users and passwords of databases come from. */
public interface SecretsConfig {

    /** Directory with one file, or one directory of files, for each secret; without it, AWS Secrets Manager. */
    Optional<Path> directory();

    /** Address of another service that speaks as AWS Secrets Manager does. */
    Optional<URI> endpoint();

    /** Region of the secrets. */
    @WithDefault("us-east-1")
    String region();

    /** Access key; without one, the AWS default chain (environment, profile, pod role). */
    Optional<String> accessKey();

    /** Secret of the access key. */
    Optional<String> secret();

    /** How long a fetched secret is used without asking again. */
    @WithDefault("5m")
    Duration cache();

    /** How long a refused login may be one that is being rotated: its secret is asked for another version, then the run is parked. */
    @WithDefault("5m")
    Duration rotation();

    /** How long Secrets Manager may take to answer. */
    @WithDefault("10s")
    Duration timeout();
}
