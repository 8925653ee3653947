package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTableTest {

    @Test
    void makes_each_column_as_wide_as_its_widest_cell() {
        // Given
        var table = new DemoTable("a", "outcome");

        // When
        table.add("pipeline", "ok");

        // Then
        assertThat(table.toString().lines())
                .containsExactly("  a         outcome", "  -----------------", "  pipeline  ok");
    }
}
