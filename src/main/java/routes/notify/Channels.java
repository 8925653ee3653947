package routes.notify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.vertx.core.Vertx;

import routes.shared.InvalidInputException;
import routes.shared.Secret;
import routes.shared.WebhookSource;

/** The channels by which people are told: webhooks of Slack, addresses of mail, and what pipelines know of their own. */
@ApplicationScoped
class Channels {

    /** Setting of the default channel's webhook. */
    static final String SLACK = "routes.notify.slack.secret";

    private final Map<String, Channel> configured = new HashMap<>();
    private final List<WebhookSource> sources;
    private final SlackClient slack;

    /**
     * Reads where the channels lead.
     *
     * @throws InvalidInputException if a setting is wrong; the message shows no webhook
     */
    Channels(NotifyConfig config, Vertx vertx, @All List<WebhookSource> sources) {
        this.sources = sources;
        this.slack = new SlackClient(config.timeout());
        config.slack().secret().ifPresent(secret -> add(Messenger.DEFAULT_CHANNEL, webhook(SLACK, secret)));
        config.slack()
                .channels()
                .forEach((name, channel) ->
                        channel.secret().ifPresent(secret -> add(name, webhook(slack(name), secret))));
        if (!config.mail().channels().isEmpty()) {
            var mail = new MailSender(config.mail(), config.timeout(), vertx);
            config.mail().channels().forEach((name, channel) -> add(name, text -> mail.send(channel.to(), text)));
        }
    }

    /** Whether the settings name no channel at all. */
    boolean none() {
        return configured.isEmpty();
    }

    /** The channel of that name. */
    Optional<Channel> named(String name) {
        return Optional.ofNullable(configured.get(name))
                .or(() -> sources.stream()
                        .flatMap(source -> source.webhook(name).stream())
                        .findFirst()
                        .map(known -> Webhook.of(known.setting(), known.address()))
                        .map(webhook -> text -> slack.post(webhook, text)));
    }

    /** How people can make a channel known. */
    static String remedy(String name) {
        return "set " + (name.equals(Messenger.DEFAULT_CHANNEL) ? SLACK : slack(name)) + " to its webhook, or "
                + "routes.notify.mail.channels." + name + ".to to its addresses";
    }

    private void add(String name, Channel channel) {
        if (configured.put(name, channel) != null) {
            throw new InvalidInputException("the channel " + name + " is on Slack and on mail: give them two names");
        }
    }

    private Channel webhook(String setting, String address) {
        var webhook = Secret.of(setting, address, value -> Webhook.of(setting, value));
        return text -> slack.post(webhook.get(), text);
    }

    private static String slack(String channel) {
        return "routes.notify.slack.channels." + channel + ".secret";
    }
}
