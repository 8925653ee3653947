package routes.merge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import routes.merge.database.DatabaseConfig;
import routes.merge.secrets.SecretsConfig;

/**
 * Hands each package its part of the pipeline's settings. Were each part mapped by itself, Quarkus would tell of a misspelt key
 * twice: for the part, and for the whole that it lies in.
 */
@ApplicationScoped
class SettingsOfPackages {

    private final MergeConfig config;

    SettingsOfPackages(MergeConfig config) {
        this.config = config;
    }

    @Produces
    @ApplicationScoped
    DatabaseConfig database() {
        return config.database();
    }

    @Produces
    @ApplicationScoped
    SecretsConfig secrets() {
        return config.secrets();
    }
}
