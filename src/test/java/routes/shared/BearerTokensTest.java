package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokensTest {

    @Test
    void accepts_the_current_and_the_previous_token() {
        // Given
        var tokens = tokens("new", "old");

        // Then
        assertThat(tokens.accepts("Bearer new")).isTrue();
        assertThat(tokens.accepts("bearer old")).isTrue();
    }

    @Test
    void accepts_nothing_else() {
        // Given
        var tokens = tokens("new", null);

        // Then
        assertThat(tokens.accepts(null)).isFalse();
        assertThat(tokens.accepts("")).isFalse();
        assertThat(tokens.accepts("Bearer ")).isFalse();
        assertThat(tokens.accepts("Bearer ne")).isFalse();
        assertThat(tokens.accepts("Bearer newer")).isFalse();
        assertThat(tokens.accepts("Basic new")).isFalse();
    }

    @Test
    void refuses_a_token_that_can_never_be_sent() {
        assertThatThrownBy(() -> tokens("left right", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.test.token must be one word")
                .hasMessageNotContaining("left right");
    }

    @Test
    void changes_over_to_a_new_token_without_a_restart(@TempDir Path mount) throws IOException {
        // Given
        var file = Files.writeString(mount.resolve("token"), "old");
        var tokens = tokens("file:" + file, null);

        // When
        Files.writeString(file, "new");

        // Then
        await().until(() -> tokens.accepts("Bearer new"));
        assertThat(tokens.accepts("Bearer old")).isFalse();
    }

    private static BearerTokens tokens(String current, String previous) {
        return new BearerTokens("routes.test", Optional.of(current), Optional.ofNullable(previous));
    }
}
