package routes.merge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import routes.shared.InvalidInputException;

/** What is compressed is read whole or not at all, however many members it has. */
class ObjectStreamTest {

    private static final byte[] FIRST = zipped("{\"id\": 1}\n".getBytes(StandardCharsets.UTF_8));
    private static final byte[] SECOND = zipped("{\"id\": 2}\n".getBytes(StandardCharsets.UTF_8));
    private static final byte[] BOTH = joined(FIRST, SECOND);
    private static final String TEXT = "{\"id\": 1}\n{\"id\": 2}\n";

    @Test
    void reads_all_members() throws IOException {
        assertThat(text(BOTH)).isEqualTo(TEXT);
    }

    @Test
    void reads_what_comes_byte_by_byte() throws IOException {
        try (var stream = ObjectStream.of(new Trickle(BOTH, null))) {
            for (var expected : TEXT.getBytes(StandardCharsets.UTF_8)) {
                assertThat(stream.read()).isEqualTo(expected);
            }
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void reads_what_is_larger_than_its_buffers() throws IOException {
        // Given
        var random = new byte[1_000_000];
        new Random(7).nextBytes(random);
        var packed = joined(zipped(random), zipped(new byte[3_000_000]), zipped(random));

        // When
        try (var stream = ObjectStream.of(new ByteArrayInputStream(packed))) {

            // Then
            assertThat(stream.readAllBytes()).isEqualTo(joined(random, new byte[3_000_000], random));
        }
    }

    @Test
    void reads_members_with_all_that_a_header_may_have() throws IOException {
        // Given
        var start = HexFormat.of().parseHex("1f8b081e0000000000030300616263");
        var header = joined(start, "name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        var sum = new CRC32();
        sum.update(header);
        var check = new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        var rest = Arrays.copyOfRange(SECOND, 10, SECOND.length);

        // Then
        assertThat(text(joined(header, check, rest, FIRST))).isEqualTo("{\"id\": 2}\n{\"id\": 1}\n");
        check[0]++;
        assertThatThrownBy(() -> text(joined(FIRST, header, check, rest))).hasMessageContaining("broken gzip data");
    }

    @Test
    void takes_zeros_at_the_end_for_padding() throws IOException {
        assertThat(text(joined(BOTH, new byte[512]))).isEqualTo(TEXT);
    }

    @Test
    void refuses_what_is_cut_off_wherever_that_is() {
        for (var length = 2; length < BOTH.length; length++) {
            if (length != FIRST.length) {
                var cut = Arrays.copyOf(BOTH, length);
                assertThatThrownBy(() -> text(cut))
                        .as("the first " + length + " bytes")
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage("is cut off: its gzip data has no end; upload it again");
            }
        }
    }

    @Test
    void refuses_what_is_damaged_at_the_begin_or_end_of_any_member() {
        var begin = FIRST.length;
        var positions = List.of(2, begin - 8, begin - 1, begin, begin + 1, begin + 2, BOTH.length - 8, BOTH.length - 1);
        for (var position : positions) {
            var damaged = BOTH.clone();
            damaged[position] ^= 0x40;
            assertThatThrownBy(() -> text(damaged))
                    .as("byte " + position)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("has broken gzip data (");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"78", "000078", "1f8c"})
    void refuses_what_stands_behind_the_last_member(String hex) {
        assertThatThrownBy(() -> text(joined(BOTH, HexFormat.of().parseHex(hex))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("broken gzip data");
    }

    @Test
    void a_store_that_fails_is_told_as_it_is_wherever_that_is() {
        for (var failure :
                List.of(new IOException("connection reset"), new EOFException("premature end of the body"))) {
            for (var length = 2; length <= BOTH.length; length++) {
                var part = new Trickle(Arrays.copyOf(BOTH, length), failure);
                assertThatThrownBy(() -> ObjectStream.of(part).readAllBytes())
                        .as("after " + length + " bytes")
                        .isSameAs(failure);
            }
        }
    }

    /** A store that hands over one byte at a time, and fails at the end if it has a failure. */
    private static final class Trickle extends InputStream {

        private final byte[] bytes;
        private final IOException failure;
        private int next;

        Trickle(byte[] bytes, IOException failure) {
            this.bytes = bytes;
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            if (next < bytes.length) {
                return bytes[next++] & 0xff;
            }
            if (failure != null) {
                throw failure;
            }
            return -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var one = read();
            if (one < 0) {
                return -1;
            }
            target[offset] = (byte) one;
            return 1;
        }
    }

    private static String text(byte[] packed) throws IOException {
        try (var stream = ObjectStream.of(new ByteArrayInputStream(packed))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] zipped(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException("bytes can be written to memory", e);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
