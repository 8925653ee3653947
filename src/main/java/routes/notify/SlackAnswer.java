package routes.notify;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import routes.notify.PostReply.Limited;
import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;
import routes.notify.PostReply.Unreachable;

/**
 * Reads what Slack answers to a post (docs.slack.dev, "Sending messages using incoming webhooks"). It repeats nothing of an
 * answer but Slack's own error codes, and no exception's message, because either may hold the address.
 */
final class SlackAnswer {

    private static final Pattern CODE = Pattern.compile("[a-z]+(_[a-z]+)*");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private SlackAnswer() {}

    static PostReply read(Webhook webhook, int status, Optional<String> retryAfter, String body) {
        if (status >= 200 && status < 300) {
            return new Told(null);
        }
        if (status == 429) {
            return new Limited(pause(retryAfter));
        }
        var code = Optional.of(body.strip()).filter(text -> CODE.matcher(text).matches());
        var answer = "Slack answered " + status + code.map(" "::concat).orElse("");
        if (status == 408 || status >= 500) {
            return new Unreachable(answer);
        }
        return new Refused(answer + ": " + remedy(webhook, status));
    }

    /** No answer at all. */
    static PostReply none(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause.getCause() instanceof UnresolvedAddressException) {
            return new Unreachable("the host of the webhook is not known here");
        }
        if (cause instanceof ConnectException) {
            return new Unreachable("no connection to the host of the webhook");
        }
        if (cause instanceof SSLException) {
            return new Unreachable("no trusted connection to the host of the webhook: check the certificates");
        }
        return new Unreachable("the connection broke off (" + cause.getClass().getSimpleName() + ")");
    }

    private static Duration pause(Optional<String> retryAfter) {
        return retryAfter
                .map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .orElse(null);
    }

    private static String remedy(Webhook webhook, int status) {
        return switch (status) {
            case 400 -> "it does not take this message";
            case 403 ->
                "the workspace does not let this webhook post; ask its administrator, or set " + webhook.setting()
                        + " to another webhook";
            case 404 -> "the webhook is revoked or its channel is gone; set " + webhook.setting() + " to a new webhook";
            case 410 ->
                "the channel is archived; take it out of the archive, or set " + webhook.setting()
                        + " to the webhook of another channel";
            default -> "check that " + webhook.setting() + " holds the address of a webhook";
        };
    }
}
