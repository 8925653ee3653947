package routes.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** Merges our notification rule with the rules that others have set on a bucket. */
final class NotificationRules {

    /**
     * The events of a new object version. {@code s3:ObjectCreated:*} would include tagging in MinIO, and an object tagged by
     * its own processing would be processed again.
     */
    private static final Set<String> EVENTS = Set.of(
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload");

    private static final String ALL_CREATED = "s3:ObjectCreated:*";

    /** The place of the region among the parts of an ARN. */
    private static final int REGION = 3;

    private NotificationRules() {}

    /** The rule as it should be. */
    static QueueConfiguration wanted(String id, String arn, String prefix, String suffix) {
        // MinIO wants these names in lower case; the client's own constants begin with a capital.
        var filters = Stream.of(filter("prefix", prefix), filter("suffix", suffix))
                .filter(filter -> !filter.value().isEmpty())
                .toList();
        var rule = QueueConfiguration.builder()
                .id(id)
                .queueArn(arn)
                .eventsWithStrings(EVENTS.stream().sorted().toList());
        return filters.isEmpty()
                ? rule.build()
                : rule.filter(NotificationConfigurationFilter.builder()
                                .key(key -> key.filterRules(filters))
                                .build())
                        .build();
    }

    private static FilterRule filter(String name, String value) {
        return FilterRule.builder().name(name).value(value).build();
    }

    /**
     * The bucket's queue rules with ours among them.
     *
     * @param present the rules that are set; those of others are kept as they are
     * @return empty if nothing is to be changed: our rule is there, or another one does the same or more
     */
    static Optional<List<QueueConfiguration>> merged(List<QueueConfiguration> present, QueueConfiguration wanted) {
        var others =
                present.stream().filter(rule -> !wanted.id().equals(rule.id())).toList();
        var ours =
                present.stream().filter(rule -> wanted.id().equals(rule.id())).toList();
        if (ours.size() == 1 && isSame(ours.get(0), wanted)) {
            return Optional.empty();
        }
        if (ours.isEmpty() && others.stream().anyMatch(rule -> covers(rule, wanted))) {
            return Optional.empty();
        }
        var merged = new ArrayList<>(others);
        merged.add(wanted);
        return Optional.of(merged);
    }

    private static boolean isSame(QueueConfiguration rule, QueueConfiguration wanted) {
        return sameTarget(rule.queueArn(), wanted.queueArn())
                && Set.copyOf(rule.eventsAsStrings()).equals(EVENTS)
                && filter(rule, "prefix").equals(filter(wanted, "prefix"))
                && filter(rule, "suffix").equals(filter(wanted, "suffix"));
    }

    private static boolean covers(QueueConfiguration rule, QueueConfiguration wanted) {
        var events = Set.copyOf(rule.eventsAsStrings());
        return sameTarget(rule.queueArn(), wanted.queueArn())
                && (events.contains(ALL_CREATED) || events.containsAll(EVENTS))
                && filter(wanted, "prefix").startsWith(filter(rule, "prefix"))
                && filter(wanted, "suffix").endsWith(filter(rule, "suffix"));
    }

    /** MinIO with a site region takes an ARN without one, and answers with its own in it. */
    private static boolean sameTarget(String present, String wanted) {
        var parts = present.split(":", -1);
        if (present.equals(wanted) || parts.length <= REGION) {
            return present.equals(wanted);
        }
        parts[REGION] = "";
        return String.join(":", parts).equals(wanted);
    }

    /** AWS answers {@code Prefix} where MinIO answers {@code prefix}. */
    private static String filter(QueueConfiguration rule, String name) {
        if (rule.filter() == null || rule.filter().key() == null) {
            return "";
        }
        return rule.filter().key().filterRules().stream()
                .filter(filter -> name.equalsIgnoreCase(filter.nameAsString()) && filter.value() != null)
                .map(FilterRule::value)
                .findFirst()
                .orElse("");
    }
}
