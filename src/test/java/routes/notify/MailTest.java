package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import jakarta.mail.MessagingException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;
import routes.notify.PostReply.Unreachable;
import routes.shared.InvalidInputException;

class MailTest {

    private static final String TEXT =
            "<https://sluice.example.org/runs/7|daily run 7> *parked*: slot 2026-11-20 &amp; more\n> exit code 3";

    private final GreenMail server = new GreenMail(setup());
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        server.stop();
        vertx.close();
    }

    @Test
    void tells_a_channel_by_mail() throws MessagingException, IOException {
        // Given
        server.start();
        server.setUser("sluice", "right");

        // When
        var reply = messenger(port(), "password", "right").post("default", TEXT).join();

        // Then
        assertThat(reply).isEqualTo(new Told(null));
        assertThat(server.getReceivedMessages()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Sluice: daily run 7 parked: slot 2026-11-20 & more");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("data@example.org");
            assertThat(mail.getContent().toString().replace("\r", ""))
                    .startsWith("daily run 7 (https://sluice.example.org/runs/7) parked: slot 2026-11-20 & more\n"
                            + "> exit code 3");
        });
    }

    @Test
    void does_not_keep_trying_with_a_wrong_password() {
        // Given
        server.start();
        server.setUser("sluice", "right");

        // When
        var reply = messenger(port(), "password", "wrong").post("default", TEXT).join();

        // Then
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why())
                                .startsWith("the mail server refuses it: ")
                                .doesNotContain("wrong"));
    }

    @Test
    void waits_for_a_server_that_is_away() throws IOException {
        // Given
        try (var taken = new Socket()) {
            // Nobody listens there, and nobody else is given that port.
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            // When
            var reply = messenger(taken.getLocalPort()).post("default", TEXT).join();

            // Then
            assertThat(reply).isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void waits_for_a_server_that_says_nothing() throws IOException {
        // Given
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            // When
            var reply = messenger(silent.getLocalPort(), "../timeout", "0.5s")
                    .post("default", TEXT)
                    .join();

            // Then
            assertThat(reply).isEqualTo(new Unreachable("no answer within 500 ms"));
        }
    }

    @Test
    void a_name_stands_for_one_channel() {
        assertThatThrownBy(() -> messenger(25, "../slack.secret", "https://slack.invalid/services/a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the channel default is on Slack and on mail: give them two names");
    }

    @Test
    void needs_to_know_where_mails_come_from() {
        assertThatThrownBy(() ->
                        new Channels(Settings.of("mail.channels.x.to", "a@b.org", "mail.host", "h"), vertx, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there are channels by mail, but routes.notify.mail.from is not set");
    }

    private static ServerSetup setup() {
        var setup = new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP);
        // Two seconds otherwise, which a busy machine may need more than.
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private Messenger messenger(int port, String... more) {
        var settings = new ArrayList<>(List.of(
                "timeout", "30s",
                "mail.host", "localhost",
                "mail.port", Integer.toString(port),
                "mail.tls", "none",
                "mail.from", "sluice@example.org",
                "mail.channels.default.to", "data@example.org"));
        for (int i = 0; i < more.length; i += 2) {
            settings.add(more[i].startsWith("../") ? more[i].substring(3) : "mail." + more[i]);
            settings.add(more[i + 1]);
            if (more[i].equals("password")) {
                settings.addAll(List.of("mail.user", "sluice"));
            }
        }
        return new Messenger(new Channels(Settings.of(settings.toArray(String[]::new)), vertx, List.of()));
    }
}
