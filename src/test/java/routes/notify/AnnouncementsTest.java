package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.ObjectEvent;
import routes.ledger.OpenStep;
import routes.ledger.Source;
import routes.ledger.StepPlan;
import routes.ledger.StepRecord;

class AnnouncementsTest {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    record Scenario(String scenario, Given given, When when, Then then) {

        @Override
        public String toString() {
            return scenario;
        }
    }

    record Given(Map<String, String> settings, Run run) {}

    record Run(String key, String slot, int attempt, boolean parkedBefore) {}

    record When(String ends, String error) {}

    record Then(String text, String group, String key) {}

    static Stream<Scenario> scenarios() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/scenarios/notify"))) {
            return files.sorted().map(AnnouncementsTest::read).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void finds_the_words_for(Scenario scenario) {
        // Given
        var announcements = announcements(settings(scenario.given().settings()));
        var run = run(scenario.given().run());

        // When
        var announcement = announcement(announcements, run, scenario.when());

        // Then
        var expected = Optional.ofNullable(scenario.then())
                .map(then -> new Announcement(
                        then.key(), "default", then.group(), then.text().strip()));
        assertThat(announcement).isEqualTo(expected);
    }

    @Test
    void shows_a_routes_own_message_as_it_is() {
        // When
        var message = Announcements.message("report:1", null, "<!channel> a & b");

        // Then
        assertThat(message).isEqualTo(new Announcement("report:1", "default", null, "&lt;!channel&gt; a &amp; b"));
    }

    @Test
    void tells_of_an_error_of_any_length_in_a_message_that_fits() {
        // Given
        var announcements = announcements(Settings.of());
        var run = run(new Run("k".repeat(1024), null, 0, false));

        // When
        var announcement = announcements.parked(run, "<&>".repeat(20_000)).orElseThrow();

        // Then
        assertThat(announcement.text().length()).isLessThan(SlackText.MOST);
        assertThat(announcement.groupKey().length()).isLessThan(300);
    }

    @Test
    void tells_of_late_and_failed_steps_in_the_channel_that_is_called_as_the_route() {
        // Given
        var announcements =
                announcements(Settings.of("slack.channels.rosbag.secret", "https://slack.invalid/services/b"));
        var step = StepRecord.starting(42, "process", "container", 1, "x", StepPlan.NONE)
                .failed("exit code 3", true);
        var run = run(new Run(null, "2026-03-02T06:00:00Z", 0, false));

        // When
        var late = announcements.late(new OpenStep(step, "rosbag", null, null, false));
        var inPart = announcements.branchFailed(run, List.of(step)).orElseThrow();
        var tried = announcements
                .triedAgain(run, List.of(step), Instant.parse("2026-03-02T06:00:07.3Z"))
                .orElseThrow();

        // Then
        assertThat(List.of(late, inPart, tried))
                .extracting(Announcement::channel)
                .containsOnly("rosbag");
        assertThat(tried.text())
                .isEqualTo("rosbag run 42 *failed*: slot 2026-03-02T06:00:00Z\n> process: exit code 3\n"
                        + "> It is tried again at 2026-03-02T06:00:07Z.");
        assertThat(tried.dedupeKey()).isEqualTo(inPart.dedupeKey());
        assertThat(tried.groupKey()).isEqualTo("runs of rosbag failed|process");
    }

    private static Optional<Announcement> announcement(Announcements announcements, ClaimedRun run, When when) {
        return switch (when.ends()) {
            case "parked" -> announcements.parked(run, when.error());
            case "recovered" -> announcements.recovered(run);
            case "succeeded" -> announcements.succeeded(run);
            default ->
                throw new IllegalArgumentException("a run ends parked, recovered or succeeded, not " + when.ends());
        };
    }

    private static NotifyConfig settings(Map<String, String> settings) {
        var all = new TreeMap<String, String>();
        if (settings != null) {
            settings.forEach((key, value) -> all.put("routes.notify." + key, value));
        }
        return Settings.of(all);
    }

    private static ClaimedRun run(Run run) {
        var event = run.key() == null
                ? null
                : new ObjectEvent(
                        Source.WEBHOOK,
                        "ObjectCreated:Put",
                        "raw-data",
                        run.key(),
                        run.key(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        var slot = run.slot() == null ? null : Instant.parse(run.slot());
        return new ClaimedRun(
                42,
                "rosbag",
                "manual:7",
                7L,
                event,
                slot,
                null,
                run.attempt(),
                0,
                true,
                false,
                run.parkedBefore(),
                null,
                null,
                null);
    }

    private static Scenario read(Path file) {
        try {
            return YAML.readValue(file.toFile(), Scenario.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Announcements announcements(NotifyConfig config) {
        return new Announcements(config, new Messenger(new Channels(config, null, List.of())));
    }
}
