package routes.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;
import routes.shared.InvalidInputException;

/**
 * Reads messages about objects: the body of MinIO and AWS S3 ({@code Records}), the same wrapped by SNS, Amazon EventBridge,
 * and the test event of AWS. Never throws: what it cannot read is a part of the {@link Reading}. Safe for concurrent use.
 */
public final class EventReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_STRING = 4 * 1024 * 1024;
    private static final int MOST_RECORDS = 1000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Field names are not collected across messages: those of user metadata are the sender's choice, without end. A field
     * that occurs twice counts as it was sent last, as most readers have it.
     */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads one message.
     *
     * @param source the way it came
     * @param message the bytes as they came, JSON in UTF-8
     */
    public Reading read(Source source, byte[] message) {
        try {
            var text = text(message);
            var root = parsed("the message", text);
            return "Notification".equals(root.path("Type").asText())
                    ? read(source, unwrapped(root), text, message)
                    : read(source, root, text, message);
        } catch (InvalidInputException e) {
            return Reading.unreadable(e.getMessage(), message);
        }
    }

    private static String text(byte[] message) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            if (text.isBlank()) {
                throw new InvalidInputException("the message is empty");
            }
            return text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("the message is no UTF-8 text", e);
        }
    }

    private static JsonNode parsed(String what, String text) {
        try {
            var root = JSON.readTree(text);
            if (!root.isObject()) {
                throw new InvalidInputException(what + " is no JSON object, but: " + Fields.shortened(text));
            }
            return root;
        } catch (JsonProcessingException e) {
            var at = e.getLocation() == null
                    ? ""
                    : ", at character " + e.getLocation().getCharOffset();
            throw new InvalidInputException(what + " is no JSON: " + e.getOriginalMessage() + at, e);
        }
    }

    /** What SNS carries. It is opened once: SNS does not subscribe to SNS. */
    private static JsonNode unwrapped(JsonNode notification) {
        var message = notification.path("Message");
        if (!message.isTextual()) {
            throw new InvalidInputException("the SNS notification has no text in 'Message'");
        }
        return parsed("the message that SNS carries", message.textValue());
    }

    private static Reading read(Source source, JsonNode root, String text, byte[] message) {
        if (root.path("Records").isArray()) {
            return records(source, root, text, message);
        }
        if (root.has("detail-type")) {
            return Reading.of(EventBridgeMessage.read(source, root, text));
        }
        if ("s3:TestEvent".equals(root.path("Event").asText())) {
            return Reading.of(testEvent(source, root, text));
        }
        throw new InvalidInputException(unknownShape(root));
    }

    private static Reading records(Source source, JsonNode root, String text, byte[] message) {
        var records = root.path("Records");
        if (records.isEmpty() || records.size() > MOST_RECORDS) {
            throw new InvalidInputException(
                    "'Records' has " + records.size() + " entries, there must be 1 to " + MOST_RECORDS);
        }
        var alone = records.size() == 1;
        List<ObjectEvent> events = new ArrayList<>(records.size());
        List<Unreadable> unreadable = new ArrayList<>();
        for (var record : records) {
            try {
                var body = alone ? text : record.toString();
                events.add(S3Record.read(source, record, Fields.text(root, "EventName"), body));
            } catch (InvalidInputException e) {
                unreadable.add(new Unreadable(e.getMessage(), alone ? message : messageOf(root, record)));
            }
        }
        return new Reading(events, unreadable);
    }

    /** A message of one record, so that it can be read again without the others. */
    private static byte[] messageOf(JsonNode root, JsonNode record) {
        var message = JSON.createObjectNode();
        if (root.has("EventName")) {
            message.set("EventName", root.get("EventName"));
        }
        message.putArray("Records").add(record);
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What AWS sends when a notification is set up. It speaks of the bucket alone. */
    private static ObjectEvent testEvent(Source source, JsonNode root, String text) {
        var time = Fields.time(root, "Time");
        return new ObjectEvent(
                source, "TestEvent", Fields.text(root, "Bucket"), "", "", null, null, null, null, time, text);
    }

    private static String unknownShape(JsonNode root) {
        if ("SubscriptionConfirmation".equals(root.path("Type").asText())) {
            return "SNS asks to confirm its subscription: open the address in 'SubscribeURL' of this message once";
        }
        return "the message has no 'Records', and is neither of EventBridge nor a test event; its fields: "
                + Fields.shortened(String.join(", ", (Iterable<String>) root::fieldNames));
    }
}
