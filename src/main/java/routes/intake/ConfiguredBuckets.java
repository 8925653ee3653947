package routes.intake;

import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.EventBuckets;

/** The buckets of the settings. What else comes by itself, by Kafka or from senders that somebody has set up, is not known here. */
@ApplicationScoped
class ConfiguredBuckets implements EventBuckets {

    private final IntakeConfig config;

    ConfiguredBuckets(IntakeConfig config) {
        this.config = config;
    }

    @Override
    public boolean watches(String bucket, String key) {
        return config.buckets().values().stream()
                .anyMatch(watched -> watched.bucket().equals(bucket)
                        && key.startsWith(watched.prefix().orElse("")));
    }
}
