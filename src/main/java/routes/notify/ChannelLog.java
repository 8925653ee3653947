package routes.notify;

import org.jboss.logging.Logger;

/**
 * Says in the log when a channel's state changes, and nothing while it stays. Nothing of this ever becomes a message: a notifier
 * that notifies of itself never ends.
 */
final class ChannelLog {

    private static final Logger LOGGER = Logger.getLogger(Outbox.class);

    private ChannelLog() {}

    static void working(String channel, ChannelState former) {
        if (former != ChannelState.WORKING) {
            LOGGER.infof("Messages to channel %s go out again", channel);
        }
    }

    static void unreachable(String channel, ChannelState former, String why) {
        if (former != ChannelState.UNREACHABLE) {
            LOGGER.warnf("Messages to channel %s do not come through and wait: %s", channel, why);
        }
    }

    static void refused(String channel, ChannelState former, String why) {
        if (former != ChannelState.REFUSED) {
            LOGGER.errorf("Messages to channel %s are refused and kept as dead: %s", channel, why);
        }
    }

    static void expired(String channel, int messages) {
        LOGGER.errorf("%d messages to channel %s waited too long and are kept as dead", messages, channel);
    }
}
