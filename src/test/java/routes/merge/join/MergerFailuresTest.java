package routes.merge.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.merge.json.JsonSource;
import routes.shared.InvalidInputException;

/** What goes wrong is told as what it is, and leaves nothing behind. */
class MergerFailuresTest {

    private static final int ROWS = 5_000;
    private static final MergeRules RULES = MergeRules.of("id");

    private final OutputsDouble outputs = new OutputsDouble();

    /** Reads both inputs beside each other. */
    private final Merger merger = new Merger(0, 1_000_000);

    @TempDir
    Path scratch;

    @AfterEach
    void nothing_is_left_behind() throws IOException {
        try (var files = Files.list(scratch)) {
            assertThat(files).isEmpty();
        }
        // A thread that has done its work needs a moment to end.
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("merge"));
    }

    private static JsonDouble records() {
        return JsonDouble.of(IntStream.range(0, ROWS)
                .mapToObj(id -> "{\"id\": " + id + ", \"text\": \"" + "x".repeat(100) + "\"}")
                .collect(Collectors.joining("\n")));
    }

    private static TableDouble table() {
        return new TableDouble(
                List.of(new TableColumn("id", ColumnKind.NUMBER), new TableColumn("name", ColumnKind.TEXT)),
                List.of("id"),
                IntStream.range(0, ROWS)
                        .mapToObj(id -> List.of("" + id, "name " + id))
                        .toList());
    }

    /** A store that fails in the middle. */
    private record FailingJson(JsonDouble json, IOException failure) implements JsonSource {

        @Override
        public InputStream open() {
            return new FilterInputStream(new ByteArrayInputStream(json.bytes())) {
                private int left = json.bytes().length / 2;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (left <= 0) {
                        throw failure;
                    }
                    var count = super.read(target, offset, Math.min(length, left));
                    left -= count;
                    return count;
                }
            };
        }

        @Override
        public long size() {
            return json.size();
        }
    }

    /** A database that fails in the middle. */
    private record FailingTable(TableSource table, SQLException failure) implements TableSource {

        @Override
        public List<TableColumn> columns() {
            return table.columns();
        }

        @Override
        public long estimatedRows() throws SQLException {
            return table.estimatedRows();
        }

        @Override
        public boolean canLookUp(String column) {
            return false;
        }

        @Override
        public TableRows lookUp(String column, List<String> numbers) throws SQLException {
            throw failure;
        }

        @Override
        public TableRows scan() throws SQLException {
            var rows = table.scan();
            return new TableRows() {
                private int left = ROWS / 2;

                @Override
                public boolean next() throws SQLException {
                    if (left-- == 0) {
                        throw failure;
                    }
                    return rows.next();
                }

                @Override
                public byte[] cell(int column) throws SQLException {
                    return rows.cell(column);
                }

                @Override
                public void close() throws SQLException {
                    rows.close();
                }
            };
        }
    }

    @Test
    void a_store_that_fails_is_no_fault_of_the_object() {
        // Given
        var failure = new IOException("connection reset");
        var json = new FailingJson(records(), failure);

        // Then
        assertThatThrownBy(() -> merger.merge(RULES, json, table(), outputs, scratch))
                .isSameAs(failure);
        assertThat(outputs.csvText()).isNull();
    }

    @Test
    void a_store_that_fails_within_compressed_data_is_no_fault_of_the_object() {
        // Given
        var failure = new EOFException("premature end of the body");
        var json = new FailingJson(records().zipped(), failure);

        // Then
        assertThatThrownBy(() -> merger.merge(RULES, json, table(), outputs, scratch))
                .isSameAs(failure);
    }

    @Test
    void a_database_that_fails_is_told_as_it_is() {
        // Given
        var failure = new SQLException("the server has gone away");
        var table = new FailingTable(table(), failure);

        // Then
        assertThatThrownBy(() -> merger.merge(RULES, records(), table, outputs, scratch))
                .isSameAs(failure);
        assertThat(outputs.csvText()).isNull();
    }

    @Test
    void an_output_that_fails_is_told_as_it_is() {
        // Given
        var failure = new IOException("the store is full");
        var failing = new MergeOutputs() {
            @Override
            public OutputStream csv() throws IOException {
                throw failure;
            }

            @Override
            public OutputStream unmatched() {
                return outputs.unmatched();
            }

            @Override
            public OutputStream rejects() {
                return outputs.rejects();
            }
        };

        // Then
        assertThatThrownBy(() -> merger.merge(RULES, records(), table(), failing, scratch))
                .isSameAs(failure);
    }

    @Test
    void a_wrong_object_stops_the_reading_of_the_table() {
        // Given
        var json = new JsonDouble("[{\"id\": 1}, oops]".getBytes(StandardCharsets.UTF_8));
        var endless = new EndlessTable();

        // Then
        assertThatThrownBy(() -> merger.merge(RULES, json, endless, outputs, scratch))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'o' makes no sense");
        assertThat(endless.closed).isTrue();
    }

    @Test
    void stops_when_its_thread_is_to_stop() {
        // Given
        var endless = new EndlessTable();
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> merger.merge(RULES, records(), endless, outputs, scratch))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** A table whose rows never end. */
    private static final class EndlessTable implements TableSource {

        private volatile boolean closed;

        @Override
        public List<TableColumn> columns() {
            return List.of(new TableColumn("id", ColumnKind.TEXT));
        }

        @Override
        public long estimatedRows() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean canLookUp(String column) {
            return false;
        }

        @Override
        public TableRows lookUp(String column, List<String> numbers) {
            throw new IllegalStateException("nobody may look up");
        }

        @Override
        public TableRows scan() {
            return new TableRows() {
                @Override
                public boolean next() {
                    return true;
                }

                @Override
                public byte[] cell(int column) {
                    return new byte[] {'7'};
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }
}
