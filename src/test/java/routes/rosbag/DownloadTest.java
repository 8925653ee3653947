package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import routes.shared.Download;
import routes.shared.InvalidInputException;

class DownloadTest {

    private static final Recording RECORDING = new Recording("raw-data", "drive.mcap", "v7", "\"tag\"", null, null);

    private final OneObject store = new OneObject("a,b\n1,2\n\0" + "1,2\n".repeat(100_000));

    @Test
    void asks_for_the_version_and_the_tag_that_the_event_names() throws Exception {
        // When
        Download.open(store, RECORDING.version()).orElseThrow().close();

        // Then
        assertThat(store.request.versionId()).isEqualTo("v7");
        assertThat(store.request.ifMatch()).isEqualTo("\"tag\"");
    }

    @Test
    void hangs_up_on_a_recording_that_is_refused_instead_of_fetching_the_rest() {
        // Given
        var processor = new RecordingProcessor(store, Settings.defaults(), Clock.systemUTC());

        // When
        assertThatThrownBy(() -> processor.process(RECORDING)).isInstanceOf(InvalidInputException.class);

        // Then: once it is cut, to close the connection fetches no more
        assertThat(store.calls).startsWith("abort");
        assertThat(store.body.available()).isGreaterThan(300_000);
    }

    /** A store that holds one object, and writes down how its content is let go of. */
    private static final class OneObject implements S3Client {

        private final List<String> calls = new ArrayList<>();
        private final ByteArrayInputStream body;
        private GetObjectRequest request;

        OneObject(String content) {
            body = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    calls.add("close");
                }
            };
        }

        @Override
        public HeadObjectResponse headObject(HeadObjectRequest asked) {
            throw (S3Exception) S3Exception.builder().statusCode(404).build();
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest asked) {
            request = asked;
            var response =
                    GetObjectResponse.builder().versionId("v7").eTag("\"tag\"").build();
            return new ResponseInputStream<>(response, AbortableInputStream.create(body, () -> calls.add("abort")));
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
}
