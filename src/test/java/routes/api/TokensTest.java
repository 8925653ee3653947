package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void accepts_the_current_and_the_previous_token() {
        // Given
        var tokens = new Tokens(Optional.of("new"), Optional.of("old"));

        // Then
        assertThat(tokens.accepts("Bearer new")).isTrue();
        assertThat(tokens.accepts("bearer old")).isTrue();
    }

    @Test
    void accepts_nothing_else() {
        // Given
        var tokens = new Tokens(Optional.of("new"), Optional.empty());

        // Then
        assertThat(tokens.accepts(null)).isFalse();
        assertThat(tokens.accepts("")).isFalse();
        assertThat(tokens.accepts("Bearer ")).isFalse();
        assertThat(tokens.accepts("Bearer ne")).isFalse();
        assertThat(tokens.accepts("Bearer newer")).isFalse();
        assertThat(tokens.accepts("Basic new")).isFalse();
    }

    @Test
    void counts_a_blank_token_as_none() {
        assertThat(new Tokens(Optional.of(" "), Optional.empty()).configured()).isFalse();
    }
}
