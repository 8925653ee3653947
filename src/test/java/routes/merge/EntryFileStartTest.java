package routes.merge;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of entries that cannot be read stops nothing but the entries. */
class EntryFileStartTest {

    @TempDir
    Path directory;

    @Test
    void a_file_that_is_missing_or_broken_stops_no_start() throws IOException {
        var missing = directory.resolve("missing.json");
        var broken = Files.writeString(directory.resolve("broken.json"), "{\"configs\": ");
        for (var file : new Path[] {missing, broken}) {
            // Given
            var config =
                    MergeSettings.of(Map.of("config-file", file.toString())).merge();
            var watch = new EntryFileWatch(config, new ConfigFile(null), new EntryRoutes(new Entries(config), null));

            // Then
            assertThatCode(() -> watch.start(null)).doesNotThrowAnyException();
            watch.stop(null);
        }
    }
}
