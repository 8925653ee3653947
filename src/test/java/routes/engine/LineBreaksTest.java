package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBreaksTest {

    @ParameterizedTest
    @ValueSource(strings = {"a=1\nb=2", "a=${body}\n b=x y\n", "RAW(a=${body} & 5%\nb=2)"})
    void lines_stay_lines_on_their_way_through_an_address(String text) throws Exception {
        // Given
        var seen = new HashMap<String, Object>();
        try (var context = new DefaultCamelContext()) {
            context.addModelLifecycleStrategy(new LineBreaks(context));
            context.addComponent("far", new Recorder(seen));

            // When
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:lines").to("far:step?lines=" + text);
                }
            });
            context.start();
        }

        // Then
        LineBreaks.restore(seen);
        assertThat(seen).containsEntry("lines", text.replaceFirst("RAW\\((?s)(.*)\\)", "$1"));
    }

    /** Keeps the parameters of its endpoints. */
    private static final class Recorder extends DefaultComponent {

        private final Map<String, Object> seen;

        Recorder(Map<String, Object> seen) {
            this.seen = seen;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            seen.putAll(parameters);
            parameters.clear();
            return getCamelContext().getEndpoint("log:seen");
        }
    }
}
