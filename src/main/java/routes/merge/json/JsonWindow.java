package routes.merge.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import routes.shared.InvalidInputException;

/**
 * A window over the object's bytes that moves forward. Behind its end there always is a zero, which no JSON holds, so that
 * loops stop there without having to ask.
 */
class JsonWindow {

    private static final int SIZE = 256 * 1024;
    private static final int LARGEST_RECORD = 16 * 1024 * 1024;

    byte[] data = new byte[SIZE + 1];
    int position;
    int limit;
    boolean ended;

    /** Line at the position, from 1. */
    long line = 1;

    private final InputStream in;
    private long before;

    JsonWindow(InputStream in) throws IOException {
        this.in = in;
        begin();
    }

    private void begin() throws IOException {
        while (limit < 4 && !ended) {
            fetch(0);
        }
        if (limit == 0) {
            throw new InvalidInputException("is empty; upload it again");
        }
        if (at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf) {
            position = 3;
        } else if (at(0) + at(1) == 0xfe + 0xff || limit > 1 && at(0) * at(1) == 0) {
            throw new InvalidInputException("is UTF-16 or UTF-32; convert it to UTF-8");
        }
    }

    private int at(int index) {
        return data[index] & 0xff;
    }

    /** Moves the window so that it begins at the given place and holds more than before, or knows that there is no more. */
    final void fetch(int from) throws IOException {
        var kept = limit - from;
        if (kept == data.length - 1) {
            if (kept >= LARGEST_RECORD) {
                throw new InvalidInputException("has a record of more than " + LARGEST_RECORD / 1024 / 1024
                        + " MiB in line " + line + "; close the quote or bracket it may have left open, or split it");
            }
            data = Arrays.copyOf(data, 2 * kept + 1);
        }
        System.arraycopy(data, from, data, 0, kept);
        before += from;
        position = 0;
        var count = in.read(data, kept, data.length - 1 - kept);
        ended = count < 0;
        limit = kept + Math.max(0, count);
        data[limit] = 0;
    }

    /** What is to be thrown where the byte makes no sense. */
    final RuntimeException unexpected(int at) {
        if (at < limit) {
            var character = data[at] & 0xff;
            return new InvalidInputException("is no JSON: "
                    + (character > ' ' && character < 0x7f
                            ? "'" + (char) character + "'"
                            : String.format("the byte 0x%02x", character))
                    + " makes no sense" + place(at) + "; mend it and upload it again");
        }
        return ended
                ? new InvalidInputException(
                        "is cut off: it ends in line " + line + " before the record is complete; upload it again")
                : NeedsMore.INSTANCE;
    }

    /** What is to be thrown where the byte is no part of UTF-8. */
    final RuntimeException notUtf8(int at) {
        return at < limit
                ? new InvalidInputException(String.format("is not UTF-8: the byte 0x%02x makes no sense", at(at))
                        + place(at) + "; convert it to UTF-8")
                : unexpected(at);
    }

    private String place(int at) {
        return " in line " + line + " (offset " + (before + at) + ")";
    }
}
