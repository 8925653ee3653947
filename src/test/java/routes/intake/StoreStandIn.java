package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A store of one bucket behind the S3 API, as far as listing and rules need it. It keeps rules as the XML it was sent. */
final class StoreStandIn implements AutoCloseable {

    record Stored(String eTag, long size, Instant lastModified) {}

    record Refusal(int status, String code, String message) {}

    final NavigableMap<String, Stored> objects = new TreeMap<>();
    final Map<String, String> settings = new ConcurrentHashMap<>();
    final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile boolean bucketIsThere = true;

    private final HttpServer server;

    StoreStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(override ->
                        override.retryStrategy(RetryMode.STANDARD).retryStrategy(retry -> retry.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("user", "none")))
                .build();
    }

    void put(String key, long size, Instant lastModified) {
        objects.put(key, new Stored("e-" + key.hashCode(), size, lastModified));
    }

    /** The requests that changed something. */
    List<String> writes() {
        return requests.stream().filter(request -> request.startsWith("PUT")).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = query(exchange.getRequestURI());
            var what = query.containsKey("notification")
                    ? "notification"
                    : query.containsKey("lifecycle") ? "lifecycle" : query.containsKey("list-type") ? "list" : "bucket";
            var request = exchange.getRequestMethod() + " " + what;
            requests.add(request);
            var refusal = refusals.get(request);
            if (refusal != null) {
                refuse(exchange, refusal);
            } else if (what.equals("list")) {
                answer(exchange, 200, listing(query));
            } else if (what.equals("bucket")) {
                bucket(exchange);
            } else {
                setting(exchange, what);
            }
        }
    }

    private void bucket(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            bucketIsThere = true;
        }
        answer(exchange, bucketIsThere ? 200 : 404, "");
    }

    private void setting(HttpExchange exchange, String what) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            settings.put(what, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 200, "");
        } else if (settings.containsKey(what)) {
            answer(exchange, 200, settings.get(what));
        } else if (what.equals("lifecycle")) {
            refuse(exchange, new Refusal(404, "NoSuchLifecycleConfiguration", "none"));
        } else {
            answer(exchange, 200, "<NotificationConfiguration/>");
        }
    }

    private String listing(Map<String, String> query) {
        var prefix = query.getOrDefault("prefix", "");
        var after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        var most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        var encoded = "url".equals(query.get("encoding-type"));
        var xml = new StringBuilder("<ListBucketResult>").append(encoded ? "<EncodingType>url</EncodingType>" : "");
        var given = new ArrayList<String>();
        var truncated = false;
        for (var entry : objects.tailMap(after, false).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                continue;
            }
            if (given.size() == most) {
                truncated = true;
                break;
            }
            given.add(entry.getKey());
            xml.append(contents(entry.getKey(), entry.getValue(), encoded));
        }
        if (truncated) {
            var token = URLEncoder.encode(given.get(given.size() - 1), UTF_8);
            xml.append("<NextContinuationToken>").append(token).append("</NextContinuationToken>");
        }
        return xml.append("<IsTruncated>")
                .append(truncated)
                .append("</IsTruncated></ListBucketResult>")
                .toString();
    }

    private static String contents(String key, Stored stored, boolean encoded) {
        // As MinIO writes it: a slash stays a slash.
        var name = encoded
                ? URLEncoder.encode(key, UTF_8).replace("%2F", "/")
                : key.replace("&", "&amp;").replace("<", "&lt;");
        return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag><Size>%d</Size></Contents>"
                .formatted(name, stored.lastModified(), stored.eTag(), stored.size());
    }

    private static Map<String, String> query(URI uri) {
        var query = new TreeMap<String, String>();
        for (var parameter : String.valueOf(uri.getRawQuery()).split("&")) {
            var parts = parameter.split("=", 2);
            var value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8);
            query.put(parts[0], parts[0].equals("continuation-token") ? URLDecoder.decode(value, UTF_8) : value);
        }
        return query;
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        var xml = "<Error><Code>%s</Code><Message>%s</Message><RequestId>r</RequestId></Error>"
                .formatted(refusal.code(), refusal.message());
        answer(exchange, refusal.status(), xml);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
