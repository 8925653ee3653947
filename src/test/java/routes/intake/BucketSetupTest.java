package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketSetupTest {

    private static final String ARN = "arn:minio:sqs::sluice:webhook";
    private static final String OTHER_NOTIFICATION = """
            <NotificationConfiguration><QueueConfiguration><Id>theirs</Id><Queue>arn:minio:sqs::other:kafka</Queue>\
            <Event>s3:ObjectRemoved:*</Event><Filter><S3Key><FilterRule><Name>Prefix</Name><Value>x/</Value></FilterRule>\
            </S3Key></Filter></QueueConfiguration><EventBridgeConfiguration/></NotificationConfiguration>""";
    private static final String OTHER_LIFECYCLE = """
            <LifecycleConfiguration><Rule><ID>theirs</ID><Status>Enabled</Status><Filter><Prefix>x/</Prefix></Filter>\
            <NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration></Rule>\
            </LifecycleConfiguration>""";

    private final StoreStandIn store = new StoreStandIn();
    private final BucketSetup setup = new BucketSetup(store.client());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void makes_the_bucket_and_sets_its_rules() {
        // Given
        store.bucketIsThere = false;

        // When
        var report = apply("notification.arn", ARN, "prefix", "in/", "lifecycle.expire-after-days", "7");

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.changes())
                .containsExactly(
                        "bucket raw-data was made",
                        "notification rule sluice-raw of bucket raw-data was set to " + ARN,
                        "lifecycle rule sluice-raw of bucket raw-data was set to 7 days");
        assertThat(store.settings.get("lifecycle"))
                .contains("<ID>sluice-raw</ID>", "<Prefix>in/</Prefix>", "<Days>7</Days>", "<Status>Enabled</Status>");
    }

    @Test
    void pushes_new_versions_but_not_tags() {
        // When
        apply("notification.arn", ARN, "prefix", "in/", "notification.suffix", ".mcap");

        // Then
        assertThat(store.settings.get("notification"))
                .contains("<Id>sluice-raw</Id>", "<Queue>" + ARN + "</Queue>")
                .contains("<Event>s3:ObjectCreated:Put</Event>", "<Event>s3:ObjectCreated:Post</Event>")
                .contains("<Event>s3:ObjectCreated:Copy</Event>")
                .contains("<Event>s3:ObjectCreated:CompleteMultipartUpload</Event>")
                .contains("<Name>prefix</Name><Value>in/</Value>", "<Name>suffix</Name><Value>.mcap</Value>")
                .doesNotContain("Tagging", "ObjectCreated:*");
    }

    @Test
    void takes_the_target_for_the_same_where_the_store_adds_its_region() {
        // Given
        apply("notification.arn", ARN);
        store.settings.computeIfPresent("notification", (what, rules) -> rules.replace("sqs::", "sqs:eu-north-1:"));
        store.requests.clear();

        // When
        var report = apply("notification.arn", ARN);
        var elsewhere = apply("notification.arn", "arn:minio:sqs:eu-south-1:sluice:webhook");

        // Then
        assertThat(report).isEqualTo(new SetupReport(List.of(), List.of()));
        assertThat(elsewhere.changes()).hasSize(1);
    }

    @Test
    void changes_nothing_the_second_time() {
        // Given
        String[] settings = {"notification.arn", ARN, "prefix", "in/", "lifecycle.expire-after-days", "7"};
        apply(settings);
        store.requests.clear();

        // When
        var report = apply(settings);

        // Then
        assertThat(report).isEqualTo(new SetupReport(List.of(), List.of()));
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void changes_nothing_where_nothing_is_configured() {
        // When
        var report = apply();

        // Then
        assertThat(report.changes()).isEmpty();
        assertThat(store.requests).containsExactly("HEAD bucket");
    }

    @Test
    void keeps_the_notifications_of_others() {
        // Given
        store.settings.put("notification", OTHER_NOTIFICATION);

        // When
        apply("notification.arn", ARN);

        // Then
        assertThat(store.settings.get("notification"))
                .contains("<Id>theirs</Id>", "<Queue>arn:minio:sqs::other:kafka</Queue>", "s3:ObjectRemoved:*")
                .contains("<Name>Prefix</Name><Value>x/</Value>", "EventBridgeConfiguration")
                .contains("<Id>sluice-raw</Id>");
    }

    @Test
    void keeps_the_lifecycle_rules_of_others() {
        // Given
        store.settings.put("lifecycle", OTHER_LIFECYCLE);

        // When
        apply("lifecycle.expire-after-days", "7");

        // Then
        assertThat(store.settings.get("lifecycle"))
                .contains("<ID>theirs</ID>", "<Prefix>x/</Prefix>", "<NoncurrentDays>3</NoncurrentDays>")
                .contains("<ID>sluice-raw</ID>", "<Days>7</Days>");
    }

    @Test
    void does_not_cut_a_rule_of_others_that_it_does_not_understand() {
        // Given
        var rule =
                OTHER_LIFECYCLE.replace("</Rule>", "<DelMarkerExpiration><Days>1</Days></DelMarkerExpiration></Rule>");
        store.settings.put("lifecycle", rule);

        // When
        var report = apply("lifecycle.expire-after-days", "7");

        // Then
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("other rules of the bucket hold DelMarkerExpiration, which would be lost");
        assertThat(store.settings).containsEntry("lifecycle", rule);
    }

    @Test
    void follows_a_changed_setting() {
        // Given
        apply("notification.arn", ARN, "lifecycle.expire-after-days", "7");

        // When
        var report = apply("notification.arn", ARN, "prefix", "in/", "lifecycle.expire-after-days", "8");

        // Then
        assertThat(report.changes()).hasSize(2);
        assertThat(store.settings.get("notification"))
                .containsOnlyOnce("<QueueConfiguration>")
                .contains("in/");
        assertThat(store.settings.get("lifecycle")).containsOnlyOnce("<Rule>").contains("<Days>8</Days>");
    }

    @Test
    void repairs_a_rule_that_somebody_changed() {
        // Given
        apply("lifecycle.expire-after-days", "7");
        store.settings.compute("lifecycle", (key, xml) -> xml.replace("Enabled", "Disabled"));

        // When
        var report = apply("lifecycle.expire-after-days", "7");

        // Then
        assertThat(report.changes()).hasSize(1);
        assertThat(store.settings.get("lifecycle")).contains("Enabled");
    }

    @Test
    void is_content_with_a_rule_of_others_that_pushes_the_same_and_more() {
        // Given
        store.settings.put(
                "notification",
                "<NotificationConfiguration><QueueConfiguration><Id>old job</Id><Queue>" + ARN
                        + "</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>");

        // When
        var report = apply("notification.arn", ARN, "prefix", "in/");

        // Then
        assertThat(report).isEqualTo(new SetupReport(List.of(), List.of()));
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void a_rule_of_others_for_fewer_keys_is_not_enough() {
        // Given
        store.settings.put(
                "notification",
                "<NotificationConfiguration><QueueConfiguration><Id>old job</Id><Queue>" + ARN
                        + "</Queue><Event>s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name>"
                        + "<Value>in/sub/</Value></FilterRule></S3Key></Filter></QueueConfiguration>"
                        + "</NotificationConfiguration>");

        // When
        var report = apply("notification.arn", ARN, "prefix", "in/");

        // Then
        assertThat(report.changes()).hasSize(1);
    }

    @Test
    void is_content_with_a_lifecycle_rule_of_others_that_does_the_same() {
        // Given
        apply("lifecycle.expire-after-days", "7");
        store.settings.compute("lifecycle", (key, xml) -> xml.replace("sluice-raw", "old job"));

        // When
        var report = apply("lifecycle.expire-after-days", "7");

        // Then
        assertThat(report.changes()).isEmpty();
    }

    @Test
    void says_how_to_give_the_store_its_target() {
        // Given
        store.refusals.put(
                "PUT notification",
                new StoreStandIn.Refusal(
                        400,
                        "InvalidArgument",
                        "A specified destination ARN does not exist or is not well-formed. Verify the destination ARN."));

        // When
        var report = apply("notification.arn", ARN, "lifecycle.expire-after-days", "7");

        // Then
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("the store has no target " + ARN)
                .contains("MINIO_NOTIFY_WEBHOOK_ENABLE_sluice=on and MINIO_NOTIFY_WEBHOOK_ENDPOINT_sluice=");
        assertThat(report.changes()).as("the lifecycle is set all the same").hasSize(1);
    }

    @Test
    void says_how_to_give_the_store_a_kafka_target_without_a_name() {
        // Given
        store.refusals.put(
                "PUT notification", new StoreStandIn.Refusal(400, "InvalidArgument", "A specified destination ARN"));

        // When
        var report = apply("notification.arn", "arn:minio:sqs::_:kafka");

        // Then
        assertThat(report.problems().get(0))
                .contains("MINIO_NOTIFY_KAFKA_ENABLE=on and MINIO_NOTIFY_KAFKA_BROKERS=<brokers>");
    }

    @Test
    void says_that_rules_overlap() {
        // Given
        store.refusals.put(
                "PUT notification",
                new StoreStandIn.Refusal(
                        400,
                        "InvalidArgument",
                        "Configurations overlap. Configurations on the same bucket cannot share"));

        // When
        var report = apply("notification.arn", ARN);

        // Then
        assertThat(report.problems().get(0)).contains("another rule of the bucket pushes some of the same events");
    }

    @Test
    void says_what_the_access_key_may_not() {
        // Given
        store.refusals.put("GET lifecycle", new StoreStandIn.Refusal(403, "AccessDenied", "Access Denied."));

        // When
        var report = apply("lifecycle.expire-after-days", "7");

        // Then
        assertThat(report.problems())
                .containsExactly("lifecycle rule sluice-raw of bucket raw-data is not set: the store refuses "
                        + "(AccessDenied): check the access key, its secret, and that it may do this");
    }

    @Test
    void does_not_make_a_bucket_that_it_must_not_make() {
        // Given
        store.bucketIsThere = false;

        // When
        var report = apply("create", "false", "notification.arn", ARN);

        // Then
        assertThat(report.problems().get(0)).contains("routes.intake.buckets.raw.create=true");
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void a_store_that_is_down_is_a_problem_and_no_exception() {
        // Given
        store.close();

        // When
        var report = apply("notification.arn", ARN);

        // Then
        assertThat(report.problems()).singleElement().asString().contains("the store does not answer");
    }

    private SetupReport apply(String... settings) {
        var all = new ArrayList<String>(List.of("buckets.raw.bucket", "raw-data"));
        for (int i = 0; i < settings.length; i += 2) {
            all.add("buckets.raw." + settings[i]);
            all.add(settings[i + 1]);
        }
        var config = Settings.of(all.toArray(String[]::new));
        return setup.apply("raw", config.buckets().get("raw"));
    }
}
