package routes.shared;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the object store: MinIO, AWS S3 or another that speaks S3. */
@ConfigMapping(prefix = "routes.store")
public interface StoreConfig {

    /** Address of the S3 API, such as {@code http://minio:9000}; without one, AWS S3 of the region. */
    Optional<URI> endpoint();

    /** Region of the buckets. */
    @WithDefault("us-east-1")
    String region();

    /** User or access key; without one, the AWS default chain (environment, profile, pod role). */
    Optional<String> accessKey();

    /** Secret of the access key. */
    Optional<String> secret();

    /** Whether buckets are part of the path rather than of the host name; MinIO wants it so. */
    @WithDefault("true")
    boolean pathStyle();
}
