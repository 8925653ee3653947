package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

import jakarta.ws.rs.core.UriInfo;

import org.junit.jupiter.api.Test;

import routes.ledger.LedgerException;

class LedgerProblemsTest {

    private static final UriInfo URI = (UriInfo) Proxy.newProxyInstance(
            LedgerProblemsTest.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, method, arguments) -> "/api/runs");

    @Test
    void asks_to_come_again_while_the_ledger_is_away() throws Exception {
        // When
        var answer = new ProblemMappers().ledger(failure("08001", "Connection to secret-host refused"), URI);

        // Then
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(((Problem) answer.getEntity()).detail()).doesNotContain("secret-host");
    }

    @Test
    void takes_a_refused_value_for_the_callers_mistake() throws Exception {
        assertThat(new ProblemMappers()
                        .ledger(failure("22021", "invalid byte sequence"), URI)
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void takes_a_refused_statement_for_our_own_mistake() throws Exception {
        // When
        var answer = new ProblemMappers().ledger(failure("42703", "column x does not exist"), URI);

        // Then
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(((Problem) answer.getEntity()).detail()).doesNotContain("column");
    }

    /** Only the ledger makes them, so its constructor is not public. */
    private static LedgerException failure(String state, String message) throws ReflectiveOperationException {
        Constructor<LedgerException> constructor =
                LedgerException.class.getDeclaredConstructor(String.class, SQLException.class);
        constructor.setAccessible(true);
        return constructor.newInstance("the ledger could not be read", new SQLException(message, state));
    }
}
