package sandbox;

import java.util.HashSet;
import java.util.Set;

import org.w3c.dom.Element;

/** Accepts the lifecycle configurations that MinIO accepts (its source {@code internal/bucket/lifecycle}). */
final class LifecycleCheck {

    private static final int MOST_RULES = 1000;
    private static final int LONGEST_ID = 255;
    private static final Set<String> ACTIONS = Set.of(
            "DelMarkerExpiration",
            "Expiration",
            "NoncurrentVersionExpiration",
            "NoncurrentVersionTransition",
            "Transition");

    private LifecycleCheck() {}

    static void check(byte[] document) throws StoreRefusal {
        var root = Xml.parse(document);
        var rules = Xml.children(root, "Rule");
        if (!root.getTagName().equals("LifecycleConfiguration") || rules.isEmpty() || rules.size() > MOST_RULES) {
            throw Xml.malformed();
        }
        var ids = new HashSet<String>();
        for (var rule : rules) {
            checkRule(rule);
            var id = Xml.text(rule, "ID");
            if (id.length() > LONGEST_ID || !id.isEmpty() && !ids.add(id)) {
                throw new StoreRefusal(
                        400, "InvalidArgument", "Rule ID must be unique and at most 255 characters long");
            }
        }
    }

    /** An upload's abortion is unknown to MinIO, so that a rule with nothing else has no action. */
    private static void checkRule(Element rule) throws StoreRefusal {
        var status = Xml.text(rule, "Status");
        boolean acts = Xml.children(rule).stream().anyMatch(child -> ACTIONS.contains(child.getTagName()));
        if (!acts || !status.equals("Enabled") && !status.equals("Disabled")) {
            throw Xml.malformed();
        }
    }
}
