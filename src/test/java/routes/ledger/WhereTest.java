package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhereTest {

    @Test
    void takes_every_character_of_a_prefix_as_itself() {
        assertThat(Where.startingWith("50%_\\a")).isEqualTo("50\\%\\_\\\\a%");
    }

    @Test
    void binds_values_in_the_order_of_their_marks() {
        // Given
        var where = new Where().and("a = ?", 1).andIf(null, "b = ?").andIf("x", "c = ?");

        // Then
        assertThat(where.sql()).isEqualTo("where true and a = ? and c = ?");
        assertThat(where.values(50)).containsExactly(1, "x", 50);
    }
}
