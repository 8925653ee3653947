package faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

import sandbox.Mutations;
import sandbox.PackagedApplication;

/** Makes requests to the webhook that are broken in many ways, the same ones for the same seed. Not for concurrent use. */
final class MutatedRequests {

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/octet-stream",
            "application/cloudevents+json",
            "*/*",
            "nonsense",
            "");
    private final Random random;
    private final Mutations mutations;

    MutatedRequests(long seed) {
        random = new Random(seed);
        mutations = new Mutations(random);
    }

    /**
     * A request.
     *
     * @param bytes as they are sent
     * @param whole whether the server can know that nothing more follows
     */
    record Request(byte[] bytes, boolean whole) {}

    /** The next request. */
    Request next(int number) {
        var body = body(number);
        var head = new StringBuilder("POST /minio-event").append(random.nextInt(200) == 0 ? "?a=%zz" : "");
        head.append(" HTTP/1.1\r\nHost: localhost\r\n");
        if (random.nextInt(100) != 0) {
            head.append("Authorization: Bearer ")
                    .append(PackagedApplication.TOKEN)
                    .append("\r\n");
        }
        head.append("Content-Type: ").append(pick(CONTENT_TYPES)).append("\r\n");
        headers(head);
        var length = "Content-Length: " + body.length + "\r\n\r\n";
        return switch (random.nextInt(200)) {
            case 0, 1, 2, 3 -> new Request(chunked(head, body, "\r\n0\r\n\r\n"), true);
            case 4 -> new Request(chunked(head, body, random.nextBoolean() ? "\r\n" : "\r\nzz\r\n"), false);
            case 5 -> new Request(joined(head.append("Content-Length: 5\r\nContent-Length: 6\r\n\r\n"), body), false);
            case 6 -> new Request(joined(head.append("Content-Length: -7\r\n\r\n"), body), false);
            case 7 -> new Request(joined(head.append("Content-Length: 100000\r\n\r\n"), body), false);
            case 8, 9 ->
                new Request(joined(head.append("Expect: 100-continue\r\n").append(length), body), true);
            case 10, 11, 12, 13 -> new Request(mutations.flipped(joined(head.append(length), body), 40), false);
            default -> new Request(joined(head.append(length), body), true);
        };
    }

    private void headers(StringBuilder head) {
        switch (random.nextInt(60)) {
            case 0 ->
                head.append("X-Long: ")
                        .append("h".repeat(random.nextInt(20_000)))
                        .append("\r\n");
            case 1 -> head.append("X: y\r\n".repeat(random.nextInt(400)));
            case 2 -> head.append("Content-Encoding: gzip\r\n");
            case 3 -> head.append("CamelHttpUri: http://127.0.0.1:1/\r\nCamelHttpResponseCode: 599\r\n");
            case 4 -> head.append("Accept: application/nonsense\r\n");
            case 5 ->
                head.append("X-Bad: ")
                        .append((char) (128 + random.nextInt(127)))
                        .append("\r\n");
            default -> head.append("User-Agent: mutant\r\n");
        }
    }

    private byte[] body(int number) {
        var body = Sender.body("mutated", "object-" + number, number).getBytes(UTF_8);
        int times = random.nextInt(4);
        for (int i = 0; i < times; i++) {
            body = switch (random.nextInt(7)) {
                case 0 -> mutations.flipped(body);
                case 1 -> mutations.cut(body, 200);
                case 2 -> mutations.withFragment(body);
                case 3 -> mutations.nested(body, depth());
                case 4 -> mutations.inserted(body, randomBytes(1 + random.nextInt(40)));
                case 5 -> random.nextInt(20) == 0 ? randomBytes(random.nextInt(3000)) : body;
                default -> random.nextInt(500) == 0 ? "[".repeat(1_100_000).getBytes(UTF_8) : body;
            };
        }
        return body;
    }

    private int depth() {
        return 1 + random.nextInt(random.nextInt(50) == 0 ? 50_000 : 100);
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] chunked(StringBuilder head, byte[] body, String end) {
        head.append("Transfer-Encoding: chunked\r\n\r\n")
                .append(Integer.toHexString(body.length))
                .append("\r\n");
        return Mutations.joined(head.toString().getBytes(ISO_8859_1), body, end.getBytes(ISO_8859_1));
    }

    private static byte[] joined(StringBuilder head, byte[] body) {
        return Mutations.joined(head.toString().getBytes(ISO_8859_1), body);
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
