package routes.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;
import routes.shared.InvalidInputException;
import routes.shared.Secret;

/**
 * Brings a text to a channel. Where no channel is set at all, the log is the place where people are told, so that Sluice can be
 * tried without Slack; a channel that is missing among others is a mistake, and refused.
 */
@ApplicationScoped
public class Messenger {

    /** Channel of messages that name no other. */
    public static final String DEFAULT_CHANNEL = "default";

    private static final Logger LOGGER = Logger.getLogger(Messenger.class);
    private static final String PREFIX = "routes.notify.slack.";

    private final Map<String, Channel> channels = new HashMap<>();

    /**
     * Reads where the channels lead.
     *
     * @throws InvalidInputException if a setting is wrong; the message shows no webhook
     */
    Messenger(NotifyConfig config, Vertx vertx) {
        var slack = new SlackClient(config.timeout());
        config.slack().secret().ifPresent(secret -> add(DEFAULT_CHANNEL, webhook(slack, PREFIX + "secret", secret)));
        config.slack()
                .channels()
                .forEach((name, channel) ->
                        channel.secret().ifPresent(secret -> add(name, webhook(slack, setting(name), secret))));
        if (!config.mail().channels().isEmpty()) {
            var mail = new MailSender(config.mail(), config.timeout(), vertx);
            config.mail().channels().forEach((name, channel) -> add(name, text -> mail.send(channel.to(), text)));
        }
    }

    /** Makes the bean at the start, so that a wrong address ends the start instead of the first message. */
    void check(@Observes StartupEvent event) {
        if (channels.isEmpty()) {
            LOGGER.info("Messages go to the log, because " + PREFIX + "secret is not set");
        }
    }

    /** Whether there is any channel, rather than the log. */
    boolean posts() {
        return !channels.isEmpty();
    }

    /** Whether messages to the channel have a place to go. */
    boolean knows(String channel) {
        return channels.isEmpty() || channels.containsKey(channel);
    }

    /** How a message to a channel that is not known is refused. */
    static String unknown(String channel) {
        return "there is no channel " + channel + ": set "
                + (channel.equals(DEFAULT_CHANNEL) ? PREFIX + "secret" : setting(channel)) + " to its webhook, or "
                + "routes.notify.mail.channels." + channel + ".to to its addresses";
    }

    /** Posts a text in mrkdwn. The reply always comes and is never an exception. */
    CompletableFuture<PostReply> post(String channel, String text) {
        if (channels.isEmpty()) {
            LOGGER.infof("Message to %s: %s", channel, text.lines().collect(Collectors.joining(" | ")));
            return CompletableFuture.completedFuture(
                    new Told("written to the log, because " + PREFIX + "secret is not set"));
        }
        var target = channels.get(channel);
        return target == null ? CompletableFuture.completedFuture(new Refused(unknown(channel))) : target.post(text);
    }

    private void add(String name, Channel channel) {
        if (channels.put(name, channel) != null) {
            throw new InvalidInputException("the channel " + name + " is on Slack and on mail: give them two names");
        }
    }

    private static Channel webhook(SlackClient slack, String setting, String address) {
        var webhook = Secret.of(setting, address, value -> Webhook.of(setting, value));
        return text -> slack.post(webhook.get(), text);
    }

    private static String setting(String channel) {
        return PREFIX + "channels." + channel + ".secret";
    }
}
