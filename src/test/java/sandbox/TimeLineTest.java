package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;

import org.junit.jupiter.api.Test;

class TimeLineTest {

    @Test
    void draws_five_minutes_as_one_character() {
        // Given
        var line = new TimeLine(LocalTime.of(15, 0), LocalTime.of(17, 0));

        // When
        line.add("collect", LocalTime.of(15, 10), LocalTime.of(15, 20));
        line.add("refine", LocalTime.of(16, 0), LocalTime.of(18, 0));

        // Then
        assertThat(line.lines())
                .containsExactly(
                        "                    |15:00      |16:00",
                        "  collect             === 15:10-15:20",
                        "  refine                        ============= 16:00-18:00");
    }
}
