package routes.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notices what a store says about lifecycles that the client does not understand, such as MinIO's {@code DelMarkerExpiration}.
 * The client drops it when it reads, so a rule of somebody else that holds it would be cut when it is written back.
 */
final class LifecycleExtensions implements SdkPlugin, ExecutionInterceptor {

    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z]+)[\\s/>]");

    /** What the client reads and writes (S3 API, LifecycleConfiguration). */
    private static final Set<String> UNDERSTOOD = Set.of(
            "LifecycleConfiguration",
            "Rule",
            "ID",
            "Status",
            "Prefix",
            "Filter",
            "And",
            "Tag",
            "Key",
            "Value",
            "ObjectSizeGreaterThan",
            "ObjectSizeLessThan",
            "Expiration",
            "Date",
            "Days",
            "ExpiredObjectDeleteMarker",
            "Transition",
            "StorageClass",
            "NoncurrentVersionTransition",
            "NoncurrentVersionExpiration",
            "NoncurrentDays",
            "NewerNoncurrentVersions",
            "AbortIncompleteMultipartUpload",
            "DaysAfterInitiation",
            // Kept by MinIO itself.
            "ExpiryUpdatedAt");

    private final Set<String> unknown = new TreeSet<>();

    @Override
    public void configureClient(SdkServiceClientConfiguration.Builder client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.responseBody().isEmpty() || !context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        try (var body = context.responseBody().get()) {
            var bytes = body.readAllBytes();
            ELEMENT.matcher(new String(bytes, StandardCharsets.UTF_8))
                    .results()
                    .map(match -> match.group(1))
                    .filter(element -> !UNDERSTOOD.contains(element))
                    .forEach(unknown::add);
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws if writing the rules back would cut them. */
    void refuseLoss(String bucket, String id) {
        if (!unknown.isEmpty()) {
            throw new SetupProblem(
                    "lifecycle rule " + id + " of bucket " + bucket + " is not set: other rules of the bucket hold "
                            + String.join(", ", unknown)
                            + ", which would be lost; add the rule with the store's own tool",
                    null);
        }
    }
}
