package routes.notify;

import java.time.Duration;

/** What became of a post. */
sealed interface PostReply {

    /**
     * People were told.
     *
     * @param note how, if it was not the usual way; otherwise null
     */
    record Told(String note) implements PostReply {}

    /**
     * Too many messages for now.
     *
     * @param retryAfter when the channel may be posted to again, or null if Slack does not say
     */
    record Limited(Duration retryAfter) implements PostReply {}

    /** It did not come through, or nobody knows whether it did; later it may. */
    record Unreachable(String why) implements PostReply {}

    /** It is refused, and will be as long as nobody changes anything. */
    record Refused(String why) implements PostReply {}
}
