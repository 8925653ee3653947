package routes.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Dependency;

/** Whether the store answers, and each watched bucket is as configured. */
@ApplicationScoped
class StoreDependency implements Dependency {

    private final S3Client store;
    private final BucketRules rules;
    private final IntakeConfig config;

    StoreDependency(S3Client store, IntakeConfig config) {
        this.store = store;
        this.rules = new BucketRules(store, true);
        this.config = config;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Finding> check() {
        var connection = connection();
        var findings = new ArrayList<>(List.of(connection));
        if (connection.level() != Level.BROKEN) {
            config.buckets().forEach((name, watched) -> look(name, watched, findings));
        }
        return findings;
    }

    private Finding connection() {
        try {
            store.listBuckets();
            return Finding.good("connection", "the store answers");
        } catch (AwsServiceException e) {
            return e.statusCode() == 403 && !wrongKeys(e)
                    ? Finding.good("connection", "the store answers; these keys may not list its buckets")
                    : Finding.broken("connection", StoreErrors.explained("the store cannot be used", e));
        } catch (SdkException e) {
            if (String.valueOf(e.getMessage()).startsWith("Unable to load credentials")) {
                return Finding.broken(
                        "connection", "there is no access key: set routes.store.access-key and routes.store.secret");
            }
            return Finding.broken(
                    "connection", StoreErrors.explained("the store cannot be used", e) + "; see routes.store.endpoint");
        }
    }

    private static boolean wrongKeys(AwsServiceException e) {
        var code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        return code.equals("InvalidAccessKeyId") || code.equals("SignatureDoesNotMatch");
    }

    private void look(String name, IntakeConfig.WatchedBucket watched, List<Finding> findings) {
        var what = "bucket " + watched.bucket();
        var bucket = finding(what, "is there", () -> rules.bucket(name, watched));
        findings.add(bucket);
        if (bucket.level() != Level.GOOD) {
            return;
        }
        if (watched.list()) {
            findings.add(finding(what + ", listing", "may be listed", () -> list(watched)));
        }
        watched.notification()
                .arn()
                .ifPresent(arn -> findings.add(
                        finding(what + ", push", "pushes to " + arn, () -> rules.notification(name, watched))));
        if (watched.lifecycle().expireAfterDays().isPresent()) {
            findings.add(finding(what + ", lifecycle", "as configured", () -> rules.lifecycle(name, watched)));
        }
    }

    private Optional<String> list(IntakeConfig.WatchedBucket watched) {
        try {
            store.listObjectsV2(request -> request.bucket(watched.bucket())
                    .prefix(watched.prefix().orElse(null))
                    .maxKeys(1));
            return Optional.empty();
        } catch (SdkException e) {
            throw new SetupProblem(StoreErrors.explained("bucket " + watched.bucket() + " cannot be listed", e), e);
        }
    }

    private static Finding finding(String what, String good, Supplier<Optional<String>> look) {
        try {
            return look.get()
                    .map(missing -> Finding.warning(what, missing + ": Sluice does so by routes.intake.setup.cron"))
                    .orElseGet(() -> Finding.good(what, good));
        } catch (SetupProblem e) {
            return Finding.broken(what, e.getMessage());
        }
    }
}
