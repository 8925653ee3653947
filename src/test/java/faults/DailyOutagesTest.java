package faults;

import java.time.LocalTime;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.Fault;
import sandbox.Fault.Kind;
import sandbox.StandInServer;

/** A Docker host or the Spark cluster is away, slow, or breaks off, while a day is run. */
@Tag("faults")
class DailyOutagesTest {

    private record Requests(String begin, String list, String look) {}

    private static final Map<String, Requests> REQUESTS = Map.of(
            "server0",
            new Requests("POST .*/containers/create.*", "GET .*/containers/json.*", "GET .*/containers/[^/]{12,}/json"),
            "spark",
            new Requests("POST /v1/submissions/create", "GET /json/", "GET /v1/submissions/status/.*"));

    private static DailyStage stage;
    private static int days;

    @BeforeAll
    static void start() {
        stage = new DailyStage(DailyOutagesTest.class, LocalTime.of(19, 0), 1);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void forget() {
        stage.reset();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"server0, produce-server0", "spark, stream-to-silver"})
    void down_at_the_start(String engine, String step) {
        // Given
        engine(engine).stop();
        var run = beginNextDay();
        stage.awaitStep("id = '" + step + "' and note is not null and handle is null");
        stage.awaitHandles(2);

        // When
        engine(engine).start();

        // Then
        stage.awaitBeginning();
        stage.assertEachBegunOnce(run);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"server0, produce-server0", "spark, stream-to-silver"})
    void down_in_the_middle_and_the_work_ends_meanwhile(String engine, String step) {
        // Given
        var run = beginNextDay();
        stage.awaitBeginning();
        stage.awaitHandles(3);
        engine(engine).stop();
        stage.awaitStep("id = '" + step + "' and note like '%does not answer%'");
        stage.endAll();

        // When
        engine(engine).start();

        // Then
        stage.assertEachBegunOnce(run);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "server0, HANG", "server0, HALF", "server0, CUT", "server0, CUT_AFTERWARDS",
        "spark, HANG", "spark, HALF", "spark, CUT", "spark, CUT_AFTERWARDS",
    })
    void goes_wrong_at_its_begin_and_while_it_is_watched(String engine, Kind trouble) {
        // Given
        var requests = REQUESTS.get(engine);
        engine(engine).next(requests.begin(), Fault.of(trouble));
        var run = beginNextDay();
        stage.awaitBeginning();
        stage.awaitHandles(3);

        // When
        engine(engine).next(requests.list(), Fault.of(trouble));
        engine(engine).next(requests.look(), Fault.of(trouble));

        // Then
        stage.assertEachBegunOnce(run);
    }

    private static StandInServer engine(String name) {
        return name.equals("spark") ? stage.spark() : stage.server0();
    }

    private static long beginNextDay() {
        return stage.begin(DailyStage.TODAY.minusDays(++days));
    }
}
