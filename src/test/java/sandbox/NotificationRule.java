package sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.w3c.dom.Element;

/**
 * One rule by which a bucket pushes its events, validated as MinIO does (its source {@code internal/event/config.go}).
 *
 * @param id as the client named the rule; empty if it did not
 * @param events names as they are sent; a wildcard is expanded
 * @param prefix of the keys it speaks of
 * @param suffix of the keys it speaks of
 */
record NotificationRule(String id, Set<String> events, String prefix, String suffix) {

    private static final int LONGEST_FILTER = 1024;
    private static final Set<String> CREATED = Set.of(
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:DeleteTagging",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:PutLegalHold",
            "s3:ObjectCreated:PutRetention",
            "s3:ObjectCreated:PutTagging");
    private static final Set<String> REMOVED = Set.of(
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteAllVersions",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectRemoved:NoOP");
    private static final Set<String> ACCESSED = Set.of("s3:ObjectAccessed:Get", "s3:ObjectAccessed:Head");

    /** Reads a whole notification configuration; an empty one has no rules. */
    static List<NotificationRule> parse(byte[] document, String knownArn) throws StoreRefusal {
        var root = Xml.parse(document);
        if (!root.getTagName().equals("NotificationConfiguration")) {
            throw Xml.malformed();
        }
        var rules = new ArrayList<NotificationRule>();
        for (var entry : Xml.children(root)) {
            if (!entry.getTagName().equals("QueueConfiguration")) {
                throw new StoreRefusal(
                        400,
                        "UnsupportedNotification",
                        "MinIO server does not support Topic or Cloud Function based notifications.");
            }
            var rule = parse(entry, knownArn);
            if (rules.contains(rule)) {
                throw invalid("An object key name filtering rule is defined twice.");
            }
            rules.add(rule);
        }
        return rules;
    }

    boolean wants(StoreChange change) {
        return events.contains(change.name())
                && pattern().matcher(change.object().key()).matches();
    }

    private static NotificationRule parse(Element entry, String knownArn) throws StoreRefusal {
        if (!Xml.text(entry, "Queue").equals(knownArn)) {
            throw invalid(
                    "A specified destination ARN does not exist or is not well-formed. Verify the destination ARN.");
        }
        var named = new HashSet<String>();
        var events = new HashSet<String>();
        for (var event : Xml.children(entry, "Event")) {
            if (!named.add(event.getTextContent())) {
                throw invalid("An event is named twice: " + event.getTextContent());
            }
            events.addAll(expand(event.getTextContent()));
        }
        if (events.isEmpty()) {
            throw Xml.malformed();
        }
        return new NotificationRule(Xml.text(entry, "Id"), events, filter(entry, "prefix"), filter(entry, "suffix"));
    }

    private static Set<String> expand(String event) throws StoreRefusal {
        var all = event.endsWith(":*") ? event.substring(0, event.length() - 1) : null;
        var names = Set.of(CREATED, REMOVED, ACCESSED).stream()
                .flatMap(Set::stream)
                .filter(name -> name.equals(event) || all != null && name.startsWith(all))
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            throw invalid("A specified event is not supported for notifications.");
        }
        return names;
    }

    private static String filter(Element entry, String name) throws StoreRefusal {
        var values = new ArrayList<String>();
        for (var filter : Xml.children(entry, "Filter")) {
            for (var key : Xml.children(filter, "S3Key")) {
                for (var rule : Xml.children(key, "FilterRule")) {
                    var ruleName = Xml.text(rule, "Name");
                    if (!ruleName.equals("prefix") && !ruleName.equals("suffix")) {
                        throw invalid("filter rule name must be either prefix or suffix");
                    }
                    if (ruleName.equals(name)) {
                        values.add(Xml.text(rule, "Value"));
                    }
                }
            }
        }
        if (values.size() > 1) {
            throw invalid("Cannot specify more than one " + name + " rule in a filter.");
        }
        return values.isEmpty() ? "" : valid(values.get(0));
    }

    private static String valid(String value) throws StoreRefusal {
        var segments = List.of(value.split("/", -1));
        if (value.length() > LONGEST_FILTER
                || value.indexOf('\\') >= 0
                || segments.contains(".")
                || segments.contains("..")) {
            throw invalid("Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation");
        }
        return value;
    }

    /** Prefix and suffix make one wildcard pattern, in which a star of theirs counts as well. */
    private Pattern pattern() {
        var wildcard = (prefix + "*" + suffix).replaceAll("\\*+", "*");
        var expression = wildcard.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL);
    }

    private static StoreRefusal invalid(String message) {
        return new StoreRefusal(400, "InvalidArgument", message);
    }
}
