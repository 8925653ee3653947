package routes.rosbag;

import java.nio.ByteBuffer;

import routes.shared.InvalidInputException;

/** Kinds of files that are told by their first bytes, and are not text. */
enum FileKind {
    /** https://mcap.dev/spec#magic */
    MCAP("a real MCAP file, which cannot be read yet", 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'),
    /** https://wiki.ros.org/Bags/Format/2.0 */
    ROS_BAG("a ROS 1 bag, which cannot be read yet", '#', 'R', 'O', 'S', 'B', 'A', 'G', ' '),
    GZIP("compressed by gzip", 0x1f, 0x8b),
    ZSTANDARD("compressed by Zstandard", 0x28, 0xb5, 0x2f, 0xfd),
    UTF_16("text in UTF-16, not UTF-8", 0xff, 0xfe),
    UTF_16_BIG_ENDIAN("text in UTF-16, not UTF-8", 0xfe, 0xff);

    /** Bytes that tell every kind. */
    static final int LONGEST = 8;

    private final String description;
    private final int[] magic;

    FileKind(String description, int... magic) {
        this.description = description;
        this.magic = magic;
    }

    /** Refuses what is known not to be text, by the bytes between the buffer's position and limit. */
    static void requireText(ByteBuffer start) {
        for (var kind : values()) {
            if (kind.matches(start)) {
                throw new InvalidInputException(
                        "is " + kind.description + "; upload CSV text in UTF-8, or let another processor read it"
                                + " (routes.rosbag.processor)");
            }
        }
    }

    private boolean matches(ByteBuffer start) {
        if (start.remaining() < magic.length) {
            return false;
        }
        for (var i = 0; i < magic.length; i++) {
            if ((start.get(start.position() + i) & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
