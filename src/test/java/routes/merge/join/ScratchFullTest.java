package routes.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFullTest {

    @TempDir
    Path scratch;

    @Test
    void names_the_directory_and_the_room_that_it_has() {
        // When
        var full = ScratchFull.or(new IOException("No space left on device"), scratch, 3 << 19);

        // Then
        assertThat(full)
                .isInstanceOf(ScratchFull.class)
                .hasMessageStartingWith("the disk is full: " + scratch + " took 1.5 MiB of this merge, and of the ")
                .hasMessageMatching(".* [0-9.]+ MiB there [0-9.]+ MiB are left");
    }

    @Test
    void tells_of_the_directory_even_if_it_is_gone() {
        assertThat(ScratchFull.or(new IOException("Disk quota exceeded"), scratch.resolve("gone"), 0))
                .hasMessage("the disk is full: " + scratch.resolve("gone") + " took 0.0 MiB of this merge");
    }

    @Test
    void leaves_other_failures_as_they_are() {
        // Given
        var other = new IOException("Input/output error");

        // Then
        assertThat(ScratchFull.or(other, scratch, 0)).isSameAs(other);
    }
}
