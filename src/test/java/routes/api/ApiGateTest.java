package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.UriInfo;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ApiGateTest {

    private static final UriInfo URI = double_of(UriInfo.class, Map.of("getPath", "/api/runs"));

    @Test
    void asks_everybody_for_the_configured_token() {
        // Given
        var gate = gate("secret-token");

        // When
        var with = gate.check(request("203.0.113.7", "sluice", "Authorization", "Bearer secret-token"), URI);
        var without = gate.check(request("127.0.0.1", "localhost"), URI);

        // Then
        assertThat(with).isNull();
        assertThat(without.getStatus()).isEqualTo(401);
        assertThat(without.getHeaderString("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void answers_this_machine_alone_without_a_token() {
        // Given
        var gate = gate(null);

        // Then
        assertThat(gate.check(request("127.0.0.1", "localhost"), URI)).isNull();
        assertThat(gate.check(request("0:0:0:0:0:0:0:1", "[::1]"), URI)).isNull();
        assertThat(gate.check(request("203.0.113.7", "localhost"), URI).getStatus())
                .isEqualTo(403);
    }

    @Test
    void does_not_take_a_name_that_was_pointed_at_this_machine_for_this_machine() {
        assertThat(gate(null)
                        .check(request("127.0.0.1", "rebound.example.org"), URI)
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void lets_pages_of_its_own_call_it() {
        // Given
        var gate = gate(null);

        // Then
        assertThat(gate.check(request("127.0.0.1", "localhost", "Origin", "http://localhost:8080"), URI))
                .isNull();
        assertThat(gate.check(request("127.0.0.1", "localhost", "Origin", "http://localhost:3000"), URI)
                        .getStatus())
                .isEqualTo(403);
        assertThat(gate.check(request("127.0.0.1", "localhost", "Origin", "null"), URI)
                        .getStatus())
                .isEqualTo(403);
    }

    private static ApiGate gate(String token) {
        return new ApiGate(new Tokens(new ApiConfig() {
            @Override
            public Optional<String> token() {
                return Optional.ofNullable(token);
            }

            @Override
            public Previous previous() {
                return Optional::empty;
            }
        }));
    }

    private static HttpServerRequest request(String from, String host, String... header) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (header.length > 0) {
            headers.add(header[0], header[1]);
        }
        return (HttpServerRequest) Proxy.newProxyInstance(
                ApiGateTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(40000, from);
                    case "authority" -> HostAndPort.create(host, 8080);
                    case "headers" -> headers;
                    case "getHeader" -> headers.get(String.valueOf(arguments[0]));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T double_of(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(
                ApiGateTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
