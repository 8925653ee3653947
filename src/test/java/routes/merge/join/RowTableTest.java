package routes.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.merge.row.ByteBuilder;
import routes.merge.row.Cells;

class RowTableTest {

    @TempDir
    Path scratch;

    @Test
    void needs_no_more_memory_than_the_largest_part() throws IOException {
        try (var file = new SpillFile(scratch)) {
            // Given
            var table = new RowTable();
            table.load(rows(file, 9_000));
            var larger = rows(file, 10_000);

            // When
            table.load(larger);

            // Then
            assertThat(table.size()).isEqualTo(10_000);
            assertThat((long) table.data().length).isLessThanOrEqualTo(larger.size());
        }
    }

    private static SpillLog rows(SpillFile file, int count) throws IOException {
        var log = new SpillLog(file);
        var cells = new Cells();
        var id = new ByteBuilder(16);
        var entry = new ByteBuilder(256);
        for (var i = 0; i < count; i++) {
            cells.begin(1);
            cells.text.append("x".repeat(100).getBytes(StandardCharsets.US_ASCII), 0, 100);
            cells.set(0, 0);
            id.clear();
            id.append("" + i);
            entry.clear();
            cells.appendEntry(entry, id);
            log.write(entry);
        }
        return log;
    }
}
