package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.quarkus.agroal.runtime.AgroalVaultCredentialsProviderPassword;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.SandboxPostgres;
import sandbox.SharedSandbox;

/** On a server that, for one user, asks for the password. */
class LedgerPasswordTest {

    private static final String USER = "rotating";

    private final SandboxPostgres postgres = SharedSandbox.postgres();

    @TempDir
    Path directory;

    @Test
    void a_new_connection_logs_in_with_what_the_file_holds_by_then() throws Exception {
        // Given
        demandPasswords();
        var file = Files.writeString(directory.resolve("password"), "first");
        change("create role " + USER + " login password 'first'");
        try (var pool = pool(file);
                var kept = pool.getConnection()) {
            change("alter role " + USER + " password 'second'");
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);

            // When
            Files.writeString(file, "second");

            // Then
            await().until(() -> connects(pool));
            assertThat(kept.isValid(1)).isTrue();
        } finally {
            change("drop role " + USER);
        }
    }

    private static boolean connects(AgroalDataSource pool) {
        try (var connection = pool.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private AgroalDataSource pool(Path file) throws SQLException {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(Map.of("routes.ledger.password", "file:" + file), "test", 100))
                .withMapping(LedgerConfig.class)
                .build()
                .getConfigMapping(LedgerConfig.class);
        var password = new AgroalVaultCredentialsProviderPassword("ledger", new LedgerPassword(config));
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(postgres.jdbcUrl())
                                .principal(new NamePrincipal(USER))
                                .credential(password))));
    }

    /** The server takes any password otherwise. */
    private void demandPasswords() throws IOException, SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            var found = statement.executeQuery("show hba_file");
            found.next();
            var rules = Path.of(found.getString(1));
            Files.writeString(rules, "host all " + USER + " all scram-sha-256\n" + Files.readString(rules));
        }
        change("select pg_reload_conf()");
        await().until(() -> isRefused("anything"));
    }

    private boolean isRefused(String password) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), USER, password)) {
            return connection.isClosed();
        } catch (SQLException e) {
            return e.getMessage().contains("password authentication failed");
        }
    }

    private void change(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
