package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    private static final Function<String, String> NO_X = value -> {
        if (value.contains("x")) {
            throw new InvalidInputException("routes.test.token must hold no x");
        }
        return value;
    };

    @TempDir
    Path mount;

    private Path file;

    @BeforeEach
    void write_the_first_value() throws IOException {
        file = Files.writeString(mount.resolve("token"), "old\n");
    }

    @Test
    void is_the_value_itself_unless_it_names_a_file() {
        assertThat(Secret.text("routes.test.token", "abc").get()).isEqualTo("abc");
        assertThat(Secret.text("routes.test.token", "file:" + file).get()).isEqualTo("old");
    }

    @Test
    void follows_its_file_without_a_restart() throws IOException {
        // Given
        var secret = Secret.text("routes.test.token", "file:" + file);

        // When
        Files.writeString(file, "new\n");

        // Then
        await().until(() -> secret.get().equals("new"));
    }

    @Test
    void follows_a_mount_of_kubernetes_whose_link_is_changed() throws IOException {
        // Given
        var first = Files.writeString(mount.resolve("first"), "old");
        var second = Files.writeString(mount.resolve("second"), "new");
        Files.setLastModifiedTime(second, Files.getLastModifiedTime(first));
        var link = Files.createSymbolicLink(mount.resolve("data"), first);
        var secret = Secret.text("routes.test.token", "file:" + link);

        // When
        Files.delete(link);
        Files.createSymbolicLink(link, second);

        // Then
        await().until(() -> secret.get().equals("new"));
    }

    @Test
    void keeps_its_last_good_value_while_the_file_is_gone_empty_or_wrong() throws IOException {
        // Given
        var secret = Secret.of("routes.test.token", "file:" + file, NO_X);

        // When
        Files.writeString(file, "x");
        stays(secret, "old");
        Files.writeString(file, "");
        stays(secret, "old");
        Files.delete(file);
        stays(secret, "old");
        Files.writeString(file, "good again");

        // Then
        await().until(() -> secret.get().equals("good again"));
    }

    @Test
    void a_file_that_cannot_be_read_at_the_start_is_named() {
        assertThatThrownBy(() -> Secret.text("routes.test.token", "file:" + mount.resolve("missing")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.test.token names the file " + mount.resolve("missing"));
        assertThatThrownBy(() -> Secret.text("routes.test.token", "file:token"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("give its whole path");
    }

    private static void stays(Secret<String> secret, String value) {
        await().during(Duration.ofMillis(1_200)).until(() -> secret.get().equals(value));
    }
}
