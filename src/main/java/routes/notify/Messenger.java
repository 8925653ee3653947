package routes.notify;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;

/**
 * Brings a text to a channel. Where no channel is set at all, the log is the place where people are told, so that Sluice can be
 * tried without Slack; a channel that is missing among others is a mistake, and refused.
 */
@ApplicationScoped
public class Messenger {

    /** Channel of messages that name no other. */
    public static final String DEFAULT_CHANNEL = "default";

    private static final Logger LOGGER = Logger.getLogger(Messenger.class);
    private static final String TO_THE_LOG = "because " + Channels.SLACK + " is not set";

    private final Channels channels;

    Messenger(Channels channels) {
        this.channels = channels;
    }

    /** Makes the channels at the start, so that a wrong address ends the start instead of the first message. */
    void check(@Observes StartupEvent event) {
        if (channels.none()) {
            LOGGER.info("Messages go to the log, " + TO_THE_LOG);
        }
    }

    /** Whether there is any channel, rather than the log. */
    boolean posts() {
        return !channels.none();
    }

    /** Whether messages to the channel have a place to go. */
    boolean knows(String channel) {
        return channels.none() || channels.named(channel).isPresent();
    }

    /** Where a route is told of that names no channel: the one that is called as it is, if there is one. */
    String channelOf(String route) {
        return channels.named(route).isPresent() ? route : DEFAULT_CHANNEL;
    }

    /** How a message to a channel that is not known is refused. */
    static String unknown(String channel) {
        return "there is no channel " + channel + ": " + Channels.remedy(channel);
    }

    /** Posts a text in mrkdwn. The reply always comes and is never an exception. */
    CompletableFuture<PostReply> post(String channel, String text) {
        var target = channels.named(channel);
        if (target.isEmpty() && channels.none()) {
            LOGGER.infof("Message to %s: %s", channel, text.lines().collect(Collectors.joining(" | ")));
            return CompletableFuture.completedFuture(new Told("written to the log, " + TO_THE_LOG));
        }
        return target.map(known -> known.post(text))
                .orElseGet(() -> CompletableFuture.completedFuture(new Refused(unknown(channel))));
    }
}
