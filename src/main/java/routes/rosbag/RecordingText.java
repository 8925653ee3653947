package routes.rosbag;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import routes.shared.InvalidInputException;

/**
 * Decodes a recording's bytes as UTF-8 without mercy: a wrong byte, a NUL or a row without end is an
 * {@link InvalidInputException} that says where. A byte order mark is left out. Memory is one small buffer.
 */
final class RecordingText extends Reader {

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int maxRowLength;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
    private long received;
    private boolean ended;
    private long line = 1;
    private long rowLine = 1;
    private long sinceRow;

    RecordingText(InputStream in, int maxRowLength) throws IOException {
        this.in = in;
        this.maxRowLength = maxRowLength;
        begin();
    }

    /** Says that a row begins in that line; what is read from now on is counted as its. */
    void rowBegins(long inLine) {
        rowLine = inLine;
        sinceRow = 0;
    }

    private void begin() throws IOException {
        while (bytes.remaining() < FileKind.LONGEST && !ended) {
            fill();
        }
        FileKind.requireText(bytes);
        if (bytes.remaining() >= BYTE_ORDER_MARK.length
                && bytes.slice().limit(BYTE_ORDER_MARK.length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK))) {
            bytes.position(BYTE_ORDER_MARK.length);
        }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length < 2) {
            throw new IllegalArgumentException("one character may need two chars of room");
        }
        requireEndOfRow();
        var characters = CharBuffer.wrap(target, offset, length);
        while (true) {
            var result = decoder.decode(bytes, characters, ended);
            var count = characters.position() - offset;
            if (count > 0) {
                inspect(target, offset, count);
                return count;
            }
            if (result.isError()) {
                throw new InvalidInputException("is not UTF-8: the byte at offset " + (received - bytes.remaining())
                        + " (line " + line + ") has no meaning there; convert the file to UTF-8");
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    /** What was read ahead is not counted, so a row is let pass that is longer by less than the parser's buffer. */
    private void requireEndOfRow() {
        if (sinceRow > maxRowLength) {
            throw new InvalidInputException("the row in line " + rowLine + " is longer than " + maxRowLength
                    + " characters; close the quote it may have left open, or raise routes.rosbag.max-row-length");
        }
    }

    private void inspect(char[] text, int offset, int count) {
        for (var i = offset; i < offset + count; i++) {
            if (text[i] == '\n') {
                line++;
            } else if (text[i] == '\0') {
                throw new InvalidInputException("holds a NUL in line " + line + ", so it is not text; upload CSV text");
            }
        }
        sinceRow += count;
    }

    private void fill() throws IOException {
        bytes.compact();
        var count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
            received += count;
        }
        bytes.flip();
    }

    /** Leaves the bytes to their owner: to close them is to fetch the rest of a recording that was given up. */
    @Override
    public void close() {
        bytes.limit(0);
    }
}
