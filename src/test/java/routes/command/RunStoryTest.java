package routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RunStoryTest {

    @Test
    void says_of_a_run_that_could_not_be_cancelled_when_that_is_tried_again() throws JsonProcessingException {
        // Given
        var run = """
            {"id": 5, "state": "queued", "attempt": 1, "cancelRequested": true, "createdAt": "2026-11-20T06:00:00Z",
             "nextAttemptAt": "2026-11-20T06:05:00Z", "error": "still to be cancelled: step a-job ..."}
            """;

        // When
        var story = told(run);

        // Then
        assertThat(story).contains("it is still to be cancelled; that is tried again at 2026-11-20 06:05:00Z");
    }

    private static String told(String run) throws JsonProcessingException {
        var text = new StringBuilder();
        new RunStory(new Style(false)).tell(new ObjectMapper().readTree(run), text);
        return text.toString();
    }
}
