package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A stand-in for an S3 server with a bucket of very many objects: it answers ListObjectsV2 page by page, and says yes to
 * all else. The objects are made up as they are listed.
 */
final class ListingStore implements AutoCloseable {

    private static final String CONTENT = """
        <Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag><Size>1024</Size>\
        <StorageClass>STANDARD</StorageClass></Contents>\
        """;

    private final int objects;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    ListingStore(int objects) {
        this.objects = objects;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var query = query(exchange.getRequestURI().getRawQuery());
            if (!query.containsKey("list-type")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var page = page(query).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private String page(Map<String, String> query) {
        int first = 0;
        if (query.containsKey("continuation-token")) {
            first = Integer.parseInt(query.get("continuation-token"));
        } else if (query.containsKey("start-after")) {
            first = ListedObjects.number(query.get("start-after")) + 1;
        }
        int end = Math.min(objects, first + Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        var xml = new StringBuilder(400 * 1000)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .append("<ListBucketResult"
                        + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><EncodingType>url</EncodingType>")
                .append("<IsTruncated>" + (end < objects) + "</IsTruncated><KeyCount>" + (end - first) + "</KeyCount>");
        if (end < objects) {
            xml.append("<NextContinuationToken>" + end + "</NextContinuationToken>");
        }
        for (int number = first; number < end; number++) {
            var key = ListedObjects.key(number).replace("/", "%2F");
            xml.append(CONTENT.formatted(key, ListedObjects.time(number), ListedObjects.tag(number)));
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
