package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;

class SlackTextTest {

    @Test
    void keeps_mrkdwn_as_it_is_but_for_what_the_ledger_cannot_hold() {
        assertThat(SlackText.raw("*7* <!here> &amp; a\0b\n> c")).isEqualTo("*7* <!here> &amp; ab\n> c");
        assertThat(SlackText.raw(null)).isNull();
    }

    @Test
    void shows_data_as_it_is() {
        // When
        var escaped = SlackText.escape("a < b && c > d\0 \u001b[31m \ud800 ü 😀");

        // Then
        assertThat(escaped).isEqualTo("a &lt; b &amp;&amp; c &gt; d [31m \ufffd ü 😀");
    }

    @Test
    void lets_data_forge_no_link() {
        // When
        var link = SlackText.link(URI.create("https://sluice.example/runs?a=1&b=2"), "x> <https://evil|y>");

        // Then
        assertThat(link).isEqualTo("<https://sluice.example/runs?a=1&amp;b=2|x&gt; &lt;https://evil|y&gt;>");
    }

    @Test
    void wakes_nobody_up() {
        // When
        var text = SlackText.postable("<!channel> <!here|here> look at <https://sluice.example|this>");

        // Then
        assertThat(text).isEqualTo("&lt;!channel> &lt;!here|here> look at <https://sluice.example|this>");
    }

    @Test
    void cuts_a_long_text_where_a_reader_has_stopped_reading() {
        // When
        var text = SlackText.postable("x".repeat(40_000));

        // Then
        assertThat(text).hasSize(SlackText.MOST).endsWith("x…");
    }

    @Test
    void cuts_no_entity_link_or_character_in_two() {
        assertThat(SlackText.cut("ab&amp;cd", 6)).isEqualTo("ab…");
        assertThat(SlackText.cut("ab&amp;cd", 8)).isEqualTo("ab&amp;…");
        assertThat(SlackText.cut("ab<https://sluice.example|run 7>cd", 20)).isEqualTo("ab…");
        assertThat(SlackText.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(SlackText.cut("ab😀cd", 5)).isEqualTo("ab😀…");
        assertThat(SlackText.cut("& no entity at all", 10)).isEqualTo("& no enti…");
    }

    @Test
    void quotes_each_line_of_an_error() {
        // When
        var quote = SlackText.quote("\nfirst <b>\nsecond\n", 100);

        // Then
        assertThat(quote).isEqualTo("> first &lt;b&gt;\n> second");
    }
}
