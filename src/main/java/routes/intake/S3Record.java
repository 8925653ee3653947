package routes.intake;

import com.fasterxml.jackson.databind.JsonNode;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;
import routes.shared.InvalidInputException;

/** Reads one record of the body that MinIO and AWS S3 send. Fields that nobody needs are ignored, so new ones do no harm. */
final class S3Record {

    /** The MD5 of nothing, the eTag of an empty object. */
    private static final String E_TAG_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    private S3Record() {}

    /**
     * @param name what happened, where the record itself does not say, or null
     * @param body the text to keep with the event
     * @throws InvalidInputException if the record lacks what makes an event, or holds what cannot be one
     */
    static ObjectEvent read(Source source, JsonNode record, String name, String body) {
        checkVersion(Fields.text(record, "eventVersion"));
        var object = record.path("s3").path("object");
        var eTag = Fields.eTag(object, "eTag");
        var ownName = Fields.text(record, "eventName");
        var eventName = withoutPrefix(ownName != null ? ownName : name);
        var rawKey = rawKey(eventName, object);
        var event = new ObjectEvent(
                source,
                eventName,
                bucket(record),
                Fields.checkedKey(ObjectKeys.decode(rawKey)),
                rawKey,
                Fields.versionId(object, "versionId"),
                eTag,
                Fields.sequencer(object),
                Fields.size(object),
                Fields.time(record, "eventTime"),
                body);
        // MinIO leaves out a size of zero.
        return event.created() && event.size() == null && E_TAG_OF_NOTHING.equals(eTag) ? empty(event) : event;
    }

    /** MinIO and hand-made events say {@code s3:ObjectCreated:Put}, AWS says {@code ObjectCreated:Put}. */
    static String withoutPrefix(String name) {
        if (name == null) {
            throw new InvalidInputException("'eventName' is missing, it says what happened, such as ObjectCreated:Put");
        }
        return name.startsWith("s3:") ? name.substring("s3:".length()) : name;
    }

    private static void checkVersion(String version) {
        if (version != null && !version.startsWith("2.")) {
            throw new InvalidInputException(
                    "'eventVersion' is " + Fields.shortened(version) + ", known are the versions 2.x");
        }
    }

    private static String bucket(JsonNode record) {
        var bucket = Fields.text(record.path("s3").path("bucket"), "name");
        if (bucket == null) {
            throw new InvalidInputException("'s3.bucket.name' is missing");
        }
        return bucket;
    }

    private static String rawKey(String eventName, JsonNode object) {
        var rawKey = Fields.rawKey(object);
        if (rawKey != null && !rawKey.isEmpty()) {
            return rawKey;
        }
        if (eventName.startsWith("Bucket")) {
            return "";
        }
        throw new InvalidInputException("'s3.object.key' is missing");
    }

    private static ObjectEvent empty(ObjectEvent event) {
        return new ObjectEvent(
                event.source(),
                event.name(),
                event.bucket(),
                event.key(),
                event.rawKey(),
                event.versionId(),
                event.eTag(),
                event.sequencer(),
                0L,
                event.time(),
                event.body());
    }
}
