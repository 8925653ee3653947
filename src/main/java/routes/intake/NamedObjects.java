package routes.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

import routes.ledger.Acceptance;
import routes.ledger.ManualEvents;
import routes.ledger.ObjectEvent;
import routes.ledger.Source;

/** Takes objects that somebody names: what the store says of one makes it the same event that a push or a listing would make. */
@ApplicationScoped
class NamedObjects implements ManualEvents {

    /** The store knows no such version, none at all, or only that it was deleted. */
    private static final Set<Integer> NOT_THERE = Set.of(400, 404, 405);

    private final S3Client store;
    private final Intake intake;

    NamedObjects(S3Client store, Intake intake) {
        this.store = store;
        this.intake = intake;
    }

    @Override
    public Optional<Acceptance> take(String bucket, String key, String versionId) throws IOException {
        Fields.checkedKey(key);
        var found = look(bucket, key, versionId);
        return found.map(
                object -> intake.take(List.of(event(bucket, key, object))).get(0));
    }

    private Optional<HeadObjectResponse> look(String bucket, String key, String versionId) throws IOException {
        try {
            return Optional.of(
                    store.headObject(request -> request.bucket(bucket).key(key).versionId(versionId)));
        } catch (SdkException e) {
            if (e instanceof AwsServiceException refusal && NOT_THERE.contains(refusal.statusCode())) {
                return Optional.empty();
            }
            throw new IOException(StoreErrors.explained(bucket + "/" + key + " cannot be looked at", e), e);
        }
    }

    private static ObjectEvent event(String bucket, String key, HeadObjectResponse object) {
        return new ObjectEvent(
                Source.MANUAL,
                "ObjectCreated:Put",
                bucket,
                key,
                key,
                "null".equals(object.versionId()) ? null : object.versionId(),
                object.eTag() == null ? null : Fields.unquoted(object.eTag()),
                null,
                object.contentLength(),
                object.lastModified(),
                null);
    }
}
