package sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes the body that MinIO posts to a webhook (its source {@code internal/event/event.go}). */
final class MinioEvent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "sandbox";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private MinioEvent() {}

    static String body(StoreChange change, Instant now) {
        var object = change.object();
        var event = new LinkedHashMap<String, Object>();
        event.put("EventName", change.name());
        event.put("Key", object.bucket() + "/" + object.key());
        event.put("Records", List.of(eventRecord(change, now)));
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an event of " + object.key(), e);
        }
    }

    private static Map<String, Object> eventRecord(StoreChange change, Instant now) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("eventVersion", "2.0");
        fields.put("eventSource", "minio:s3");
        fields.put("awsRegion", "");
        fields.put("eventTime", TIME.format(now));
        fields.put("eventName", change.name());
        fields.put("userIdentity", Map.of("principalId", USER));
        fields.put("requestParameters", Map.of("principalId", USER, "region", "", "sourceIPAddress", "127.0.0.1"));
        fields.put("responseElements", response(change.name()));
        fields.put(
                "s3",
                Map.of(
                        "s3SchemaVersion",
                        "1.0",
                        "configurationId",
                        "Config",
                        "bucket",
                        bucket(change.object().bucket()),
                        "object",
                        object(change, now)));
        fields.put("source", Map.of("host", "127.0.0.1", "port", "", "userAgent", "sandbox"));
        return fields;
    }

    /** The length is that of the answer to the client, which MinIO does not know yet when it answers a put. */
    private static Map<String, String> response(String name) {
        var elements = new TreeMap<String, String>();
        if (!name.equals("s3:ObjectCreated:Put")) {
            elements.put("content-length", name.startsWith("s3:ObjectRemoved:") ? "0" : "232");
        }
        elements.put("x-amz-id-2", "sandbox");
        elements.put("x-amz-request-id", "sandbox");
        elements.put("x-minio-deployment-id", "sandbox");
        elements.put("x-minio-origin-endpoint", "http://127.0.0.1");
        return elements;
    }

    private static Map<String, Object> bucket(String name) {
        return Map.of("name", name, "ownerIdentity", Map.of("principalId", USER), "arn", "arn:aws:s3:::" + name);
    }

    /** Of an object that went, MinIO sends no size, tag, type or metadata; and never a size of 0. */
    private static Map<String, Object> object(StoreChange change, Instant now) {
        var object = change.object();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("key", escape(object.key()));
        if (change.name().startsWith("s3:ObjectRemoved:")) {
            fields.put("sequencer", sequencer(Math.max(nanos(now), object.sequencer() + 1)));
            return fields;
        }
        if (object.size() != 0) {
            fields.put("size", object.size());
        }
        fields.put("eTag", object.eTag());
        fields.put("contentType", object.contentType());
        fields.put("userMetadata", userMetadata(object));
        fields.put("sequencer", sequencer(object.sequencer()));
        return fields;
    }

    private static Map<String, String> userMetadata(StoredObject object) {
        var metadata = new HashMap<String, String>();
        metadata.put("content-type", object.contentType());
        object.userMetadata().forEach((name, value) -> metadata.put("X-Amz-Meta-" + headerName(name), value));
        return metadata;
    }

    /** Go writes the names of headers so: each word begins with a capital. */
    private static String headerName(String name) {
        return Pattern.compile("(^|-)[a-z]")
                .matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(beginning -> beginning.group().toUpperCase(Locale.ROOT));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    private static String sequencer(long nanos) {
        return Long.toHexString(nanos).toUpperCase(Locale.ROOT);
    }

    /** Escapes as Go's {@code url.QueryEscape} does, which differs from Java's in two characters. */
    static String escape(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
