package routes.notify;

import java.util.Locale;

/** How a channel takes messages. */
enum ChannelState {
    /** It takes them. */
    WORKING,
    /** They do not come through; they wait, and go out by themselves later. */
    UNREACHABLE,
    /** It takes none, so they are dead until a person has changed something. */
    REFUSED;

    static ChannelState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
