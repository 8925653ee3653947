package routes.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import routes.notify.SlackReply.Refused;
import routes.notify.SlackReply.Told;
import routes.shared.Secret;

/**
 * Brings a text to a channel. Where no webhook is set at all, the log is the place where people are told, so that Sluice can be
 * tried without Slack; a channel that is missing among others is a mistake, and refused.
 */
@ApplicationScoped
public class Messenger {

    /** Channel of messages that name no other. */
    public static final String DEFAULT_CHANNEL = "default";

    private static final Logger LOGGER = Logger.getLogger(Messenger.class);
    private static final String PREFIX = "routes.notify.slack.";

    private final Map<String, Secret<Webhook>> webhooks = new HashMap<>();
    private final SlackClient client;

    /**
     * Reads the webhooks' addresses.
     *
     * @throws routes.shared.InvalidInputException if one is no address; the message does not show it
     */
    Messenger(NotifyConfig config) {
        config.slack().secret().ifPresent(secret -> add(DEFAULT_CHANNEL, PREFIX + "secret", secret));
        config.slack()
                .channels()
                .forEach((name, channel) -> channel.secret().ifPresent(secret -> add(name, setting(name), secret)));
        client = new SlackClient(config.timeout());
    }

    /** Makes the bean at the start, so that a wrong address ends the start instead of the first message. */
    void check(@Observes StartupEvent event) {
        if (webhooks.isEmpty()) {
            LOGGER.info("Messages go to the log, because " + PREFIX + "secret is not set");
        }
    }

    /** Whether messages to the channel have a place to go. */
    boolean knows(String channel) {
        return webhooks.isEmpty() || webhooks.containsKey(channel);
    }

    /** How a message to a channel that is not known is refused. */
    static String unknown(String channel) {
        return "there is no channel " + channel + ": set "
                + (channel.equals(DEFAULT_CHANNEL) ? PREFIX + "secret" : setting(channel)) + " to its webhook";
    }

    /** Posts a text in mrkdwn. The reply always comes and is never an exception. */
    CompletableFuture<SlackReply> post(String channel, String text) {
        if (webhooks.isEmpty()) {
            LOGGER.infof("Message to %s: %s", channel, text.lines().collect(Collectors.joining(" | ")));
            return CompletableFuture.completedFuture(
                    new Told("written to the log, because " + PREFIX + "secret is not set"));
        }
        var webhook = webhooks.get(channel);
        if (webhook == null) {
            return CompletableFuture.completedFuture(new Refused(unknown(channel)));
        }
        return client.post(webhook.get(), text);
    }

    private void add(String channel, String setting, String secret) {
        webhooks.put(channel, Secret.of(setting, secret, address -> Webhook.of(setting, address)));
    }

    private static String setting(String channel) {
        return PREFIX + "channels." + channel + ".secret";
    }
}
