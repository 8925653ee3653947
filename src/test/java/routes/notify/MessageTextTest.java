package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageTextTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void keeps_the_links_of_the_author_and_escapes_the_values_of_data() {
        // When
        var text = told("<https://example.org/runs|runs> of *${body[key]}*", "a<https://evil|b>&c.mcap");

        // Then
        assertThat(text).isEqualTo("<https://example.org/runs|runs> of *a&lt;https://evil|b&gt;&amp;c.mcap*");
    }

    @Test
    void takes_a_body_without_text_for_data() {
        assertThat(told(null, "<!channel>")).contains("&lt;!channel&gt;");
    }

    @Test
    void knows_line_breaks_and_expressions_within_expressions() {
        assertThat(told("a\\nb ${replace(k,<,${body[name]})} c", "x")).isEqualTo("a\nb &lt;ey c");
    }

    @Test
    void tells_nothing_of_a_value_that_is_not_there() {
        assertThat(told("rows: ${body[rows]}.", "x")).isEqualTo("rows: .");
    }

    private String told(String text, String key) {
        var exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(Map.of("key", key, "name", "key"));
        return new MessageText(expression -> expression == null
                        ? exchange.getMessage().getBody(String.class)
                        : camel.resolveLanguage("simple")
                                .createExpression(expression)
                                .evaluate(exchange, String.class))
                .of(text);
    }
}
