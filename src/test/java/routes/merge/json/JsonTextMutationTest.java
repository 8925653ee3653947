package routes.merge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

import routes.merge.row.CsvText;
import routes.shared.InvalidInputException;

/** What is JSON and what is not: the same as Jackson says, for texts with a few wrong bytes in them. */
class JsonTextMutationTest {

    private static final long SEED = Long.getLong("seed", new Random().nextLong());
    private static final int ROUNDS = 60_000;
    private static final JsonFactory JACKSON = new JsonFactory();

    private static final String[] BEGINNINGS = {
        "[{\"id\": 1, \"a\": -0.5e+10, \"b\": [true, false, null], \"c\": {\"d\": \"\\u00e4\\n\"}}, {\"id\": \"x\"}]",
        "[{\"id\":\"\\ud83d\\ude80 \u00fc \u65e5 \ud83d\ude80\",\"n\":[[],{},[{\"x\":0}],12.50]},{\"id\":2,\"id\":3}]",
        "[ ]",
        "[{}]\n"
    };

    private static final byte[] PIECES =
            "{}[],:\"\\ \n\t0159-+.eEtrufalsn/b\u0000\u0001x".getBytes(StandardCharsets.UTF_8);

    @Test
    void takes_what_jackson_takes_and_refuses_what_it_refuses() {
        var random = new Random(SEED);
        for (var round = 0; round < ROUNDS; round++) {
            // Given
            var bytes = mutated(random);

            // When
            var taken = isTaken(bytes);

            // Then
            assertThat(taken)
                    .as("%s (-Dseed=%d, round %d)", new String(bytes, StandardCharsets.UTF_8), SEED, round)
                    .isEqualTo(isTakenByJackson(bytes));
        }
    }

    private static byte[] mutated(Random random) {
        var bytes = BEGINNINGS[random.nextInt(BEGINNINGS.length)].getBytes(StandardCharsets.UTF_8);
        for (var count = random.nextInt(3); count > 0; count--) {
            // The first byte stays: what is no array is read as JSON Lines, which are another matter.
            var at = 1 + random.nextInt(bytes.length - 1);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = PIECES[random.nextInt(PIECES.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = spliced(bytes, at, at + 1, new byte[0]);
                default -> bytes = spliced(bytes, at, at, new byte[] {PIECES[random.nextInt(PIECES.length)]});
            }
            if (bytes.length < 2) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        return ByteBuffer.allocate(bytes.length - (to - from) + between.length)
                .put(bytes, 0, from)
                .put(between)
                .put(bytes, to, bytes.length - to)
                .array();
    }

    private static boolean isTaken(byte[] bytes) {
        try {
            var records = new JsonRecords(new Trickle(bytes), new JsonColumns("id"), new CsvText(false), false, true);
            while (records.next()) {
                assertThat(records.line()).isPositive();
            }
            return true;
        } catch (InvalidInputException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("nothing can fail here", e);
        }
    }

    private static boolean isTakenByJackson(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            try (var parser = JACKSON.createParser(text)) {
                for (var depth = 0; ; ) {
                    var token = parser.nextToken();
                    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
                        requireWholeCharacters(parser.getText(), depth);
                    } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                        parser.getDecimalValue();
                    }
                    depth += token == null ? 0 : token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    if (depth == 0) {
                        return parser.nextToken() == null;
                    }
                }
            }
        } catch (CharacterCodingException | JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("nothing can fail here", e);
        }
    }

    /** Half characters, written as escapes, are refused by us where a text is decoded: Jackson lets them pass. */
    private static void requireWholeCharacters(String text, int depth) throws CharacterCodingException {
        if (depth > 0) {
            StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
        }
    }

    /** Hands over one byte at a time, so that everything is cut everywhere. */
    private static final class Trickle extends FilterInputStream {

        private Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, 1);
        }
    }
}
