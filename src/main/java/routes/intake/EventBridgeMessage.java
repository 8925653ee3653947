package routes.intake;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;
import routes.shared.InvalidInputException;

/**
 * Reads what Amazon EventBridge forwards. It names the same things differently: {@code etag}, {@code version-id}, and a key
 * that is not encoded. Names are translated to those of S3, so that one filter fits both.
 */
final class EventBridgeMessage {

    private static final Map<String, String> CREATED_BY = Map.of(
            "PutObject", "ObjectCreated:Put",
            "POST Object", "ObjectCreated:Post",
            "CopyObject", "ObjectCreated:Copy",
            "CompleteMultipartUpload", "ObjectCreated:CompleteMultipartUpload");

    private static final Map<String, String> NAMES = Map.of(
            "Object Restore Initiated", "ObjectRestore:Post",
            "Object Restore Completed", "ObjectRestore:Completed",
            "Object Restore Expired", "ObjectRestore:Delete",
            "Object Storage Class Changed", "LifecycleTransition",
            "Object Access Tier Changed", "IntelligentTiering",
            "Object ACL Updated", "ObjectAcl:Put",
            "Object Tags Added", "ObjectTagging:Put",
            "Object Tags Deleted", "ObjectTagging:Delete");

    private EventBridgeMessage() {}

    /**
     * @param body the text to keep with the event
     * @throws InvalidInputException if the message speaks of something else than an object of S3
     */
    static ObjectEvent read(Source source, JsonNode message, String body) {
        if (!"aws.s3".equals(Fields.text(message, "source"))) {
            throw new InvalidInputException("'source' of the EventBridge message is "
                    + Fields.shortened(message.path("source").toString()) + ", only aws.s3 speaks of objects");
        }
        var detail = message.path("detail");
        var object = detail.path("object");
        var key = Fields.rawKey(object);
        if (key == null || key.isEmpty()) {
            throw new InvalidInputException("'detail.object.key' is missing");
        }
        return new ObjectEvent(
                source,
                name(Fields.text(message, "detail-type"), detail),
                Fields.text(detail.path("bucket"), "name"),
                Fields.checkedKey(key),
                key,
                Fields.versionId(object, "version-id"),
                Fields.eTag(object, "etag"),
                Fields.sequencer(object),
                Fields.size(object),
                Fields.time(message, "time"),
                body);
    }

    private static String name(String type, JsonNode detail) {
        if ("Object Created".equals(type)) {
            // Whatever else made it, there is a new version.
            var reason = Fields.text(detail, "reason");
            return reason == null ? "ObjectCreated:Put" : CREATED_BY.getOrDefault(reason, "ObjectCreated:Put");
        }
        if ("Object Deleted".equals(type)) {
            return "Delete Marker Created".equals(Fields.text(detail, "deletion-type"))
                    ? "ObjectRemoved:DeleteMarkerCreated"
                    : "ObjectRemoved:Delete";
        }
        var name = type == null ? null : NAMES.get(type);
        if (name == null) {
            throw new InvalidInputException(
                    "'detail-type' is no event of S3: " + Fields.shortened(String.valueOf(type)));
        }
        return name;
    }
}
