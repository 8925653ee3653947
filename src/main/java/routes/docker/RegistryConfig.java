package routes.docker;

import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** Registries of images that want to know who pulls. */
@ConfigMapping(prefix = "routes.connections.registry")
public interface RegistryConfig {

    /** Registries by name. */
    @WithParentName
    Map<String, Registry> registries();

    /** A registry. */
    interface Registry {

        /** What its images' names begin with, such as {@code registry.example.org:5000}; {@code docker.io} is Docker Hub. */
        String server();

        /** User who may pull. */
        String user();

        /** The user's password, or a token that stands for it; {@code file:/path} is a file that holds it. */
        String password();
    }
}
