package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class SandboxStoreTest {

    private static final String BUCKET = "store-test";
    private static final SandboxStore STORE = SharedSandbox.store();

    private S3Client client;

    @BeforeEach
    void open() {
        client = STORE.client();
        STORE.createBucket(BUCKET);
    }

    @AfterEach
    void empty() {
        keys(BUCKET)
                .forEach(key ->
                        client.deleteObject(request -> request.bucket(BUCKET).key(key)));
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a b", "a+b", "100%", "a%2Fb", "a/b", "a/b/c.mcap", "größe-数据.mcap", "*~'()!", "."})
    void reads_lists_and_deletes_any_key(String key) {
        // Given
        put(key, "text of " + key);

        // When
        var read = client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key));

        // Then
        assertThat(read.asUtf8String()).isEqualTo("text of " + key);
        assertThat(keys(BUCKET)).containsExactly(key);
    }

    @Test
    void a_key_may_be_a_folder_of_another() {
        // Given
        put("a", "1");

        // When
        put("a/b", "2");

        // Then
        assertThat(keys(BUCKET)).containsExactly("a", "a/b");
    }

    @Test
    void lists_all_pages_whatever_the_keys_look_like() {
        // Given
        var keys =
                IntStream.range(0, 25).mapToObj(i -> "dir/a b+%2F" + i).sorted().toList();
        keys.forEach(key -> put(key, "x"));

        // When
        var listed = client
                .listObjectsV2Paginator(request -> request.bucket(BUCKET).maxKeys(10))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();

        // Then
        assertThat(listed).containsExactlyElementsOf(keys);
    }

    @Test
    void lists_folders_over_page_ends() {
        // Given
        List.of("a", "b/1", "b/2", "b/3", "c/1", "d").forEach(key -> put(key, "x"));

        // When
        var pages = client.listObjectsV2Paginator(
                request -> request.bucket(BUCKET).delimiter("/").maxKeys(2));

        // Then
        assertThat(pages.contents().stream().map(S3Object::key)).containsExactly("a", "d");
        assertThat(pages.commonPrefixes().stream().map(prefix -> prefix.prefix()))
                .containsExactly("b/", "c/");
    }

    @Test
    void a_listed_object_has_the_tag_and_the_time_of_its_head() {
        // Given
        put("tagged", "text");
        var head = client.headObject(request -> request.bucket(BUCKET).key("tagged"));

        // When
        var listed = client.listObjectsV2(request -> request.bucket(BUCKET))
                .contents()
                .get(0);

        // Then
        assertThat(listed.eTag()).isEqualTo(head.eTag());
        assertThat(listed.lastModified()).isEqualTo(head.lastModified());
        assertThat(listed.size()).isEqualTo(4);
    }

    @Test
    void shows_nothing_of_an_unfinished_multipart_upload() {
        // When
        var upload =
                client.createMultipartUpload(request -> request.bucket(BUCKET).key("big"));
        uploadPart(upload.uploadId());

        // Then
        assertThat(keys(BUCKET)).isEmpty();
        client.abortMultipartUpload(request -> request.bucket(BUCKET).key("big").uploadId(upload.uploadId()));
    }

    @Test
    void a_finished_multipart_upload_is_one_object() {
        // Given
        var upload =
                client.createMultipartUpload(request -> request.bucket(BUCKET).key("big"));
        var part = uploadPart(upload.uploadId());

        // When
        client.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key("big")
                .uploadId(upload.uploadId())
                .multipartUpload(parts -> parts.parts(part)));

        // Then
        assertThat(keys(BUCKET)).containsExactly("big");
    }

    @Test
    void refuses_to_write_over_an_object_that_must_not_be_there() {
        // Given
        put("once", "1");

        // When
        assertThatThrownBy(() -> client.putObject(
                        request -> request.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("2")))

                // Then
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void refuses_a_wrong_secret() {
        // Given
        var credentials = software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create("sandbox", "wrong");
        try (var stranger = S3Client.builder()
                .endpointOverride(STORE.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(() -> credentials)
                .build()) {

            // When
            assertThatThrownBy(() -> stranger.listObjectsV2(request -> request.bucket(BUCKET)))

                    // Then
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void keeps_its_objects_over_a_stop() {
        try (var store = SandboxStore.started();
                var own = store.client()) {
            // Given
            store.createBucket(BUCKET);
            own.putObject(request -> request.bucket(BUCKET).key("kept"), RequestBody.fromString("text"));
            store.stop();
            assertThatThrownBy(() -> own.listObjectsV2(request -> request.bucket(BUCKET)))
                    .isInstanceOf(SdkClientException.class);

            // When
            store.start();

            // Then
            assertThat(own.getObjectAsBytes(request -> request.bucket(BUCKET).key("kept"))
                            .asUtf8String())
                    .isEqualTo("text");
        }
    }

    private CompletedPart uploadPart(String upload) {
        var part = client.uploadPart(
                request -> request.bucket(BUCKET).key("big").uploadId(upload).partNumber(1),
                RequestBody.fromString("part"));
        return CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();
    }

    private void put(String key, String text) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private List<String> keys(String bucket) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
