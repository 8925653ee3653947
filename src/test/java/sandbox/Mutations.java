package sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks messages in the ways in which they come broken, the same ones for the same source of chance. Not for concurrent use. */
public final class Mutations {

    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "-1",
            "1e999999999",
            "\\u0000",
            "\\ud800",
            "%",
            "%zz",
            "%ff",
            "+",
            "\0",
            "\"Records\":[",
            "\"Type\":\"Notification\",",
            "[[[[[[[[[[[[[[[[",
            "\uFEFF",
            "9".repeat(400),
            "k".repeat(5000),
            "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n");

    private final Random random;

    public Mutations(Random random) {
        this.random = random;
    }

    /** With a bit turned over. */
    public byte[] flipped(byte[] message) {
        return flipped(message, message.length);
    }

    /** With a bit turned over among the first bytes. */
    public byte[] flipped(byte[] message, int within) {
        var copy = message.clone();
        if (copy.length > 0) {
            copy[random.nextInt(Math.min(Math.max(within, 1), copy.length))] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    /** Without a piece that is not longer than that. */
    public byte[] cut(byte[] message, int most) {
        var from = random.nextInt(message.length + 1);
        var to = Math.min(message.length, from + random.nextInt(most));
        return joined(part(message, 0, from), part(message, to, message.length));
    }

    /** With something in it that parsers stumble over. */
    public byte[] withFragment(byte[] message) {
        return inserted(message, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(UTF_8));
    }

    /** With something in it. */
    public byte[] inserted(byte[] message, byte[] fragment) {
        var at = random.nextInt(message.length + 1);
        return joined(part(message, 0, at), fragment, part(message, at, message.length));
    }

    /** Within so many objects. */
    public byte[] nested(byte[] message, int depth) {
        return joined(
                "{\"a\":".repeat(depth).getBytes(UTF_8),
                message,
                "}".repeat(depth).getBytes(UTF_8));
    }

    /** The parts in their order. */
    public static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
