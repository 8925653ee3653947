package routes.shared;

import java.util.Optional;

/** Webhooks that come from a pipeline's own configuration: a channel each, beside those of the settings. */
public interface WebhookSource {

    /** The webhook of a channel, if this pipeline has it; asked for with every message, so that a new one is known at once. */
    Optional<NamedWebhook> webhook(String channel);

    /**
     * An incoming webhook.
     *
     * @param setting where its address is configured, for people
     * @param address a secret, as whoever knows it may post
     */
    record NamedWebhook(String setting, String address) {

        @Override
        public String toString() {
            return "NamedWebhook[" + setting + "]";
        }
    }
}
