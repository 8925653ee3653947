package routes.notify;

import java.util.concurrent.CompletableFuture;

/** Where people are told. */
@FunctionalInterface
interface Channel {

    /** Tells a text in Slack's mrkdwn. The reply always comes, in a while, and is never an exception. */
    CompletableFuture<PostReply> post(String text);
}
