package bench;

import java.time.Instant;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;

/** Made-up objects of a bucket, each told by its number: as the store lists it, and as its event came. */
final class ListedObjects {

    private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final String KEY = "drives/2026/drive-";
    private static final int DIGITS = 9;

    private ListedObjects() {}

    /** In the order of the numbers, as the store lists them. */
    static String key(int number) {
        var digits = Integer.toString(number);
        return KEY + "0".repeat(DIGITS - digits.length()) + digits + ".mcap";
    }

    static int number(String key) {
        return Integer.parseInt(key.substring(KEY.length(), KEY.length() + DIGITS));
    }

    static String tag(int number) {
        var digits = Integer.toHexString(number);
        return "0".repeat(32 - digits.length()) + digits;
    }

    static Instant time(int number) {
        return Instant.ofEpochSecond(BEGIN + number);
    }

    /** The event as the store pushed it, which knows more than a listing. */
    static ObjectEvent event(String bucket, int number) {
        var sequencer = Long.toHexString(0x17E9C00000000000L + number).toUpperCase(java.util.Locale.ROOT);
        var key = key(number);
        return new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                bucket,
                key,
                key,
                null,
                tag(number),
                sequencer,
                1024L,
                time(number),
                null);
    }
}
