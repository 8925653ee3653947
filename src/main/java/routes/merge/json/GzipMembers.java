package routes.merge.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import routes.shared.InvalidInputException;

/**
 * Unpacks gzip of any number of members (RFC 1952). {@link java.util.zip.GZIPInputStream} takes whatever goes wrong in the
 * header of a later member for the end, be it a store that hangs up; here the end is where the stored bytes end, behind a
 * member and perhaps zeros.
 */
final class GzipMembers extends InputStream {

    private static final int BUFFER = 64 * 1024;
    private static final int FIRST_OF_MAGIC = 0x1f;
    private static final int SECOND_OF_MAGIC = 0x8b;
    private static final int DEFLATE = 8;
    private static final int UNNAMED_HEADER_BYTES = 6;

    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int position;
    private int limit;
    private boolean ended;

    /**
     * @param packed begins with a member; closed together with this
     * @throws InvalidInputException if that is broken
     */
    GzipMembers(InputStream packed) throws IOException {
        this.packed = packed;
        require(next() == FIRST_OF_MAGIC, "it does not begin as gzip does");
        readHeader();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            var count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else {
                require(!inflater.needsDictionary(), "it needs a dictionary");
                // Read a byte and give it back: what is to be inflated next is never empty.
                next();
                position--;
                inflater.setInput(buffer, position, limit - position);
                position = limit;
            }
        }
        return length == 0 ? 0 : -1;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private int inflate(byte[] target, int offset, int length) {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw broken(e.getMessage());
        }
    }

    /** What follows the first byte of a member, up to its data. */
    private void readHeader() throws IOException {
        checksum.reset();
        checksum.update(FIRST_OF_MAGIC);
        require(header() == SECOND_OF_MAGIC, "what follows a member is none");
        require(header() == DEFLATE, "its method is unknown");
        var flags = header();
        require((flags & RESERVED) == 0, "its flags are unknown");
        skip(UNNAMED_HEADER_BYTES);
        if ((flags & HAS_EXTRA) != 0) {
            skip(header() | header() << Byte.SIZE);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            var expected = checksum.getValue() & 0xffff;
            require((header() | header() << Byte.SIZE) == expected, "the checksum of its header is wrong");
        }
        checksum.reset();
        inflater.reset();
    }

    private int header() throws IOException {
        var next = next();
        checksum.update(next);
        return next;
    }

    private void skip(int count) throws IOException {
        for (var i = 0; i < count; i++) {
            header();
        }
    }

    private void skipText() throws IOException {
        while (header() != 0) {
            // It is of no interest.
        }
    }

    /** Behind the data of a member: sees that it was read as it was written, and whether there is another. */
    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        require(number() == checksum.getValue(), "its checksum is wrong");
        require(number() == (inflater.getBytesWritten() & 0xffff_ffffL), "its length is wrong");
        if (isEnd()) {
            ended = true;
        } else if (buffer[position] == 0) {
            requireZeros();
            ended = true;
        } else {
            require(next() == FIRST_OF_MAGIC, "what follows a member is none");
            readHeader();
        }
    }

    private long number() throws IOException {
        var low = next() | next() << Byte.SIZE;
        return low | (long) (next() | next() << Byte.SIZE) << Short.SIZE;
    }

    private void requireZeros() throws IOException {
        while (!isEnd()) {
            require(next() == 0, "what follows its end is no padding");
        }
    }

    private int next() throws IOException {
        if (isEnd()) {
            throw new InvalidInputException("is cut off: its gzip data has no end; upload it again");
        }
        return buffer[position++] & 0xff;
    }

    private boolean isEnd() throws IOException {
        while (position == limit) {
            var count = packed.read(buffer, 0, buffer.length);
            if (count < 0) {
                return true;
            }
            position = 0;
            limit = count;
        }
        return false;
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw broken(otherwise);
        }
    }

    private static InvalidInputException broken(String reason) {
        return new InvalidInputException("has broken gzip data (" + reason + "); upload it again");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
