package routes.notify;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;

import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;
import routes.notify.PostReply.Unreachable;
import routes.shared.InvalidInputException;
import routes.shared.Secret;

/** Sends mails by SMTP. It holds no thread meanwhile, and tries nothing again: that is for the outbox. */
final class MailSender {

    private static final String PREFIX = "routes.notify.mail.";

    private final NotifyConfig.Mail config;
    private final Vertx vertx;
    private final Duration timeout;
    private final Optional<Secret<String>> password;
    private String clientPassword;
    private MailClient client;

    /** @throws InvalidInputException if a setting is missing */
    MailSender(NotifyConfig.Mail config, Duration timeout, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
        this.timeout = timeout;
        if (config.host().isEmpty() || config.from().isEmpty()) {
            throw new InvalidInputException("there are channels by mail, but " + PREFIX
                    + (config.host().isEmpty() ? "host" : "from") + " is not set");
        }
        this.password = config.password().map(value -> Secret.text(PREFIX + "password", value));
    }

    /** Sends a text in mrkdwn. The reply always comes, at the latest after the timeout, and is never an exception. */
    CompletableFuture<PostReply> send(List<String> to, String text) {
        var mail = new MailMessage()
                .setFrom(config.from().orElseThrow())
                .setTo(to)
                .setSubject(MailText.subject(text))
                .setText(MailText.body(text));
        var reply = new CompletableFuture<PostReply>();
        reply.completeOnTimeout(
                new Unreachable("no answer within " + timeout.toMillis() + " ms"), timeout.toMillis(), MILLISECONDS);
        client().sendMail(mail, sent -> reply.complete(sent.succeeded() ? new Told(null) : failed(sent.cause())));
        return reply;
    }

    private static PostReply failed(Throwable cause) {
        if (cause instanceof SMTPException answer && answer.isPermanent()) {
            return new Refused("the mail server refuses it: " + answer.getReplyMessage() + "; mend " + PREFIX + "*");
        }
        return new Unreachable(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    /** A client keeps its password, so a changed one needs another client. */
    private synchronized MailClient client() {
        var now = password.map(Secret::get).orElse(null);
        if (client == null || now != null && !now.equals(clientPassword)) {
            if (client != null) {
                client.close();
            }
            clientPassword = now;
            client = MailClient.create(vertx, settings(now));
        }
        return client;
    }

    private MailConfig settings(String secret) {
        var settings = new MailConfig()
                .setHostname(config.host().orElseThrow())
                .setPort(config.port())
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setKeepAlive(false);
        switch (config.tls()) {
            case ALWAYS -> settings.setSsl(true);
            case STARTTLS -> settings.setStarttls(StartTLSOptions.REQUIRED);
            case NONE -> settings.setStarttls(StartTLSOptions.DISABLED);
        }
        config.user()
                .ifPresent(user -> settings.setLogin(LoginOption.REQUIRED)
                        .setUsername(user)
                        .setPassword(secret == null ? "" : secret));
        return settings;
    }
}
