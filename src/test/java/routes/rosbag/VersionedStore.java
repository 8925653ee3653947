package routes.rosbag;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A stand-in for a store with versions, which the embedded server does not have: the versions of one recording, and whatever
 * results are put.
 */
final class VersionedStore implements S3Client {

    private static final String TAG = "\"tag\"";

    private final List<Version> versions = new ArrayList<>();
    private final Map<String, String> results = new HashMap<>();
    private int requests;

    private record Version(String id, String content, Instant time) {}

    /** Adds a version, which is the current one, and returns its id. */
    String upload(String content, Instant time) {
        var id = "v" + (versions.size() + 1);
        versions.add(new Version(id, content, time));
        return id;
    }

    /** Removes the current version; the one before becomes the current one. */
    void deleteNewest() {
        versions.remove(versions.size() - 1);
    }

    /** Puts a result. */
    void put(String key, String content) {
        results.put(key, content);
    }

    /** Text of a result, or null. */
    String processed(String key) {
        return results.get(key);
    }

    /** How many requests came. */
    int requests() {
        return requests;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        requests++;
        if (results.containsKey(request.key())) {
            return answer(GetObjectResponse.builder(), results.get(request.key()));
        }
        if (!request.key().endsWith(".mcap")) {
            throw refusal("NoSuchKey", 404);
        }
        var version = versions.stream()
                .filter(one ->
                        request.versionId() == null || request.versionId().equals(one.id()))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> refusal("NoSuchVersion", 404));
        return answer(
                GetObjectResponse.builder().versionId(version.id()).lastModified(version.time()), version.content());
    }

    private static ResponseInputStream<GetObjectResponse> answer(GetObjectResponse.Builder answer, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return new ResponseInputStream<>(
                answer.contentLength((long) bytes.length).build(),
                AbortableInputStream.create(new ByteArrayInputStream(bytes)));
    }

    private static S3Exception refusal(String code, int status) {
        return (S3Exception) S3Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .statusCode(status)
                .build();
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        requests++;
        if (!results.containsKey(request.key())) {
            throw refusal("NoSuchKey", 404);
        }
        return HeadObjectResponse.builder().eTag(TAG).build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        requests++;
        try (var content = body.contentStreamProvider().newStream()) {
            results.put(request.key(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().eTag(TAG).build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
