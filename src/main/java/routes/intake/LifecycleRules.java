package routes.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** Merges our lifecycle rule with the rules that others have set on a bucket. */
final class LifecycleRules {

    private LifecycleRules() {}

    /** A rule that removes the objects below a prefix after some days. */
    static LifecycleRule wanted(String id, String prefix, int days) {
        return LifecycleRule.builder()
                .id(id)
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(prefix))
                .expiration(expiration -> expiration.days(days))
                .build();
    }

    /**
     * The bucket's rules with ours among them.
     *
     * @param present the rules that are set; those of others are kept as they are
     * @return empty if nothing is to be changed: our rule is there, or another one does the same
     */
    static Optional<List<LifecycleRule>> merged(List<LifecycleRule> present, LifecycleRule wanted) {
        var others =
                present.stream().filter(rule -> !wanted.id().equals(rule.id())).toList();
        var ours =
                present.stream().filter(rule -> wanted.id().equals(rule.id())).toList();
        var candidates = ours.isEmpty() ? others : ours;
        if (candidates.stream().anyMatch(rule -> doesSame(rule, wanted))) {
            return Optional.empty();
        }
        var merged = new ArrayList<>(others);
        merged.add(wanted);
        return Optional.of(merged);
    }

    private static boolean doesSame(LifecycleRule rule, LifecycleRule wanted) {
        return rule.status() == ExpirationStatus.ENABLED
                && rule.expiration() != null
                && wanted.expiration().days().equals(rule.expiration().days())
                && hasOnlyPrefix(rule, wanted.filter().prefix());
    }

    private static boolean hasOnlyPrefix(LifecycleRule rule, String prefix) {
        var filter = rule.filter();
        if (filter == null || filter.tag() != null || filter.and() != null || hasSizes(rule)) {
            return false;
        }
        return prefix.equals(filter.prefix() == null ? "" : filter.prefix());
    }

    private static boolean hasSizes(LifecycleRule rule) {
        return rule.filter().objectSizeGreaterThan() != null || rule.filter().objectSizeLessThan() != null;
    }
}
