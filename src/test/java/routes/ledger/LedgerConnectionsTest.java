package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.runtime.AgroalVaultCredentialsProviderPassword;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.engine.WithTestRoutes;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class LedgerConnectionsTest {

    @Inject
    AgroalDataSource source;

    @Test
    void ask_for_the_password_anew_each_time() {
        assertThat(source.getConfiguration()
                        .connectionPoolConfiguration()
                        .connectionFactoryConfiguration()
                        .credentials())
                .anyMatch(AgroalVaultCredentialsProviderPassword.class::isInstance);
    }
}
