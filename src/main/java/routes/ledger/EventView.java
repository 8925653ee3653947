package routes.ledger;

import java.time.Instant;
import java.util.List;

/**
 * An event with its outcomes, as people see it.
 *
 * @param id its number in the ledger
 * @param source the way it first came: {@code webhook}, {@code kafka}, {@code listing} or {@code manual}
 * @param name what happened, as S3 names it without the prefix {@code s3:}
 * @param bucket the bucket
 * @param key the object's key, decoded
 * @param versionId the version in a versioned bucket, or null
 * @param eTag the content's tag, or null
 * @param size in bytes, or null if nobody said it
 * @param time when it happened by the store's clock, or null
 * @param receivedAt when it was first received
 * @param seen how often it came
 * @param duplicateOf the event of the same object version, or null
 * @param outcomes one for each triggered route, by route
 */
public record EventView(
        long id,
        String source,
        String name,
        String bucket,
        String key,
        String versionId,
        String eTag,
        Long size,
        Instant time,
        Instant receivedAt,
        int seen,
        Long duplicateOf,
        List<OutcomeView> outcomes) {

    EventView with(List<OutcomeView> decided) {
        return new EventView(
                id,
                source,
                name,
                bucket,
                key,
                versionId,
                eTag,
                size,
                time,
                receivedAt,
                seen,
                duplicateOf,
                List.copyOf(decided));
    }
}
