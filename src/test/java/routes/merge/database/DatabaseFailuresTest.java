package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

import routes.merge.secrets.Login;
import routes.merge.secrets.LoginSecret;
import routes.shared.InvalidInputException;

/** What a refusal means, where no server of the other tests can be brought to refuse so. */
class DatabaseFailuresTest {

    private static DatabaseSession session(DatabaseKind kind, String host) {
        var secret = new LoginSecret("rds-secret-onewonder", "onewonder", Optional.empty(), Optional.empty());
        return new DatabaseSession(
                new DatabaseServer(kind, host, 1), secret, new Login("user", "password", "shop", "orders", "v1"));
    }

    @Test
    void a_type_that_cannot_be_told_as_text_is_told_with_a_remedy() {
        var session = session(DatabaseKind.MARIADB, "localhost");
        var failure = new SQLException("Illegal parameter data type cloud for operation 'cast_as_char'", "HY000", 4079);

        assertThatThrownBy(() -> DatabaseFailures.explain(session, failure))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the table orders")
                .hasMessageContaining("data type cloud")
                .hasMessageContaining("make a view");
    }

    @Test
    void what_postgresql_calls_wrong_in_a_query_does_not_heal() {
        var session = session(DatabaseKind.POSTGRESQL, "localhost");
        var failure = new SQLException("ERROR: function encode(cloud) does not exist", "42883");

        assertThatThrownBy(() -> DatabaseFailures.explain(session, failure))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("encode(cloud)")
                .hasMessageContaining("make a view");
    }

    @Test
    void limits_of_mysql_that_pass_may_heal_though_they_share_a_state_with_what_does_not() {
        var session = session(DatabaseKind.MYSQL, "localhost");
        var failure = new SQLException("User has exceeded the 'max_questions' resource", "42000", 1226);

        assertThat(DatabaseFailures.explain(session, failure)).hasMessageContaining("max_questions");
    }

    @Test
    void a_column_that_vanishes_is_told_with_a_remedy() {
        for (var state : new String[] {"42S22", "42703"}) {
            var session = session(DatabaseKind.MYSQL, "localhost");
            var failure = new SQLException("Unknown column 'price' in 'field list'", state, 1054);

            assertThatThrownBy(() -> DatabaseFailures.explain(session, failure))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("missing from the table orders (Unknown column 'price'")
                    .hasMessageContaining("then retry the run");
        }
    }

    @Test
    void an_address_that_sounds_like_a_certificate_is_none() {
        for (var host : new String[] {"certificate.invalid", "hostname.invalid", "pkix.invalid"}) {
            var session = session(DatabaseKind.POSTGRESQL, host);
            var failure = new SQLException("The connection attempt failed.", "08001", new UnknownHostException(host));

            assertThat(DatabaseFailures.explain(session, failure))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void a_table_that_is_called_so_is_no_certificate() {
        var session = session(DatabaseKind.MARIADB, "localhost");
        var failure = new SQLException("Table './shop/certificate' is marked as crashed", "HY000", 1194);

        assertThat(DatabaseFailures.explain(session, failure)).hasMessageContaining("marked as crashed");
    }

    @Test
    void a_certificate_that_is_not_accepted_does_not_heal() {
        var session = session(DatabaseKind.MARIADB, "localhost");
        var handshake = new SSLHandshakeException("refused");
        handshake.initCause(new CertificateException("out of date"));
        var failure = new SQLException("could not connect", "08000", handshake);

        assertThatThrownBy(() -> DatabaseFailures.explain(session, failure))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the certificate of mariadb at localhost:1 is not accepted (out of date)");
    }

    @Test
    void a_handshake_that_is_cut_off_may_heal() {
        var session = session(DatabaseKind.MARIADB, "localhost");
        var failure =
                new SQLException("could not connect", "08000", new SSLHandshakeException("Remote host terminated the"));

        assertThat(DatabaseFailures.explain(session, failure)).hasMessageContaining("cut the connection");
    }
}
