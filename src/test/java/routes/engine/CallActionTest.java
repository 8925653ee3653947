package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import routes.shared.LaterException;

class CallActionTest {

    private final AtomicInteger templates = new AtomicInteger();

    @Test
    void makes_one_producer_for_all_its_calls() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            // Given
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:double").transform(simple("${body}${body}"));
                }
            });
            camel.start();
            var action = new CallAction(counting(camel), Clock.systemUTC());

            // When
            var first = action.proceed(call(camel, "a"));
            var second = action.proceed(call(camel, "b"));

            // Then
            assertThat(first).isEqualTo(new Action.Progress.Done("aa"));
            assertThat(second).isEqualTo(new Action.Progress.Done("bb"));
            assertThat(templates).hasValue(1);
        }
    }

    @Test
    void asks_again_where_the_route_says_that_it_cannot_begin_yet() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            // Given
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:double")
                            .throwException(new LaterException("there is no room yet", Duration.ofSeconds(5)));
                }
            });
            camel.start();
            var now = Instant.parse("2026-11-20T06:00:00Z");
            var action = new CallAction(camel, Clock.fixed(now, ZoneOffset.UTC));

            // When
            var progress = action.proceed(call(camel, "a"));

            // Then
            assertThat(progress).isEqualTo(new Action.Progress.Pending(now.plusSeconds(5)));
        }
    }

    private static Action.Call call(CamelContext camel, String body) {
        var exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        return new Action.Call(null, "a-step", "x", false, null, Map.of("call", "double"), exchange);
    }

    /** The same context, which counts the producers that it was asked for. */
    private CamelContext counting(CamelContext camel) {
        return (CamelContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CamelContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createProducerTemplate")) {
                        templates.incrementAndGet();
                    }
                    try {
                        return method.invoke(camel, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
