package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;
import routes.shared.InvalidInputException;

class RecordingTest {

    @Test
    void is_the_object_version_that_an_event_tells_of() {
        // Given
        var event = new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "raw-data",
                "a b.mcap",
                "a+b.mcap",
                "v7",
                "tag",
                "17E9",
                12L,
                Instant.EPOCH,
                "{}");

        // When, Then
        assertThat(Recording.of(event, 3, 4)).isEqualTo(new Recording("raw-data", "a b.mcap", "v7", "tag", 3L, "4"));
    }

    @Test
    void knows_its_tag_without_quotes_and_no_empty_version() {
        assertThat(new Recording("raw-data", "k", "", "\"tag\"", null, null))
                .isEqualTo(new Recording("raw-data", "k", null, "tag", null, null));
    }

    @Test
    void has_a_bucket_and_a_key() {
        assertThatThrownBy(() -> new Recording(" ", "k", null, null, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the recording's bucket is missing");
        assertThatThrownBy(() -> new Recording("raw-data", null, null, null, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the recording's key is missing");
    }
}
