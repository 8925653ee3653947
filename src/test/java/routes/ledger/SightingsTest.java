package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import routes.ledger.EventLedger.Decided;

class SightingsTest {

    /** The same for all sightings of a scenario, however long that takes. */
    private static final Instant NOW = Instant.now();

    private static TestLedger ledger;

    record Sighting(
            String source, String name, String eTag, String versionId, String sequencer, String time, String then) {}

    record Scenario(String scenario, List<Sighting> sightings) {

        @Override
        public String toString() {
            return scenario;
        }
    }

    static List<Scenario> scenarios() throws IOException {
        try (var file = SightingsTest.class.getResourceAsStream("/scenarios/ledger/sightings.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<List<Scenario>>() {});
        }
    }

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void tells_object_versions_apart(Scenario scenario) {
        var eventIds = new ArrayList<Long>();
        for (var sighting : scenario.sightings()) {
            var event = event(scenario.scenario(), sighting);
            var outcome = become(event, eventIds);
            assertThat(outcome).as(sighting.toString()).isEqualTo(sighting.then());
        }
        var fresh = scenario.sightings().stream()
                .filter(sighting -> sighting.then().equals("new"))
                .count();
        assertThat(ledger.count("run join event on event.id = run.event_id where event.key = ?", scenario.scenario()))
                .isEqualTo(fresh);
    }

    private static String become(ObjectEvent event, List<Long> eventIds) {
        if (event.source() == Source.LISTING
                && ledger.events.unknown(List.of(event)).isEmpty()) {
            eventIds.add(0L);
            return "known";
        }
        var verdicts = List.of(Verdict.start("route", "any"));
        var acceptance = ledger.events.accept(new Decided(event, verdicts));
        eventIds.add(acceptance.eventId());
        if (acceptance.fresh()) {
            return "new";
        }
        var same = acceptance.sameAs() == null ? acceptance.eventId() : acceptance.sameAs();
        return String.valueOf(eventIds.indexOf(same) + 1);
    }

    private static ObjectEvent event(String key, Sighting sighting) {
        var source = Source.valueOf(sighting.source().toUpperCase(Locale.ROOT));
        var name = sighting.name() == null ? "ObjectCreated:Put" : sighting.name();
        return new ObjectEvent(
                source,
                name,
                "bucket",
                key,
                key,
                sighting.versionId(),
                sighting.eTag(),
                sighting.sequencer(),
                3L,
                time(sighting.time()),
                null);
    }

    private static Instant time(String time) {
        if (time == null) {
            return null;
        }
        if (time.equals("now") || time.equals("in a minute")) {
            return NOW.plusSeconds(time.equals("now") ? 0 : 60);
        }
        var day = NOW.minus(7, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC).toLocalDate();
        return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }
}
