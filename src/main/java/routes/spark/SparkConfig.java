package routes.spark;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** Standalone clusters of Spark, by the names that routes use. */
@ConfigMapping(prefix = "routes.connections.spark")
public interface SparkConfig {

    /** Clusters by name. */
    @WithParentName
    Map<String, Cluster> clusters();

    /** A standalone cluster. */
    interface Cluster {

        /** Where its master takes submissions, such as {@code http://master:6066}; with standby masters those of all, separated by commas. */
        List<URI> url();

        /** Where its master shows its pages, such as {@code http://master:8080}; with standby masters those of all, separated by commas. */
        List<URI> web();

        /** Address for drivers, such as {@code spark://master1:7077,master2:7077}; without it, that of the master that takes them. */
        Optional<String> master();

        /** Bearer token for the submission server and the pages, where filters of the cluster want one; {@code file:/path} is a file that holds it. */
        Optional<String> token();

        /** PEM file with the certificates to trust, for servers whose certificates no public authority has signed. */
        Optional<Path> caFile();
    }
}
