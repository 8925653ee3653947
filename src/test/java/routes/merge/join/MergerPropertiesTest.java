package routes.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the merger makes of random objects and tables is what a naive merge makes of them. */
class MergerPropertiesTest {

    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    @TempDir
    Path scratch;

    static LongStream seeds() {
        return new Random(SEED).longs(300);
    }

    static LongStream fewSeeds() {
        return new Random(SEED).longs(6);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void merges_as_a_naive_merge_does(long seed) throws IOException, SQLException {
        assertMerged(seed, false, new Merger());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("fewSeeds")
    void merges_beside_each_other_what_does_not_fit_into_memory(long seed) throws IOException, SQLException {
        assertMerged(seed, true, new Merger(0, 1_000));
    }

    private void assertMerged(long seed, boolean large, Merger merger) throws IOException, SQLException {
        // Given
        var given = new RandomMerge(seed, large);
        var table = new TableDouble(given.columns, List.of("number", "id"), given.rows);
        for (var lookUpFactor : List.of(0, Integer.MAX_VALUE)) {
            var rules = new MergeRules("id", false, false, 20, 0, 100, lookUpFactor, 7);
            var outputs = new OutputsDouble();

            // When
            var summary = merger.merge(rules, given.object(), table, outputs, scratch);

            // Then
            var expected = new NaiveMerge(given);
            assertSame("the CSV of -Dseed=" + seed, outputs.csvText(), expected.csv());
            assertSame("the unmatched rows of -Dseed=" + seed, outputs.unmatchedText(), expected.unmatched());
            assertThat(summary.counts()).as("the counts of -Dseed=" + seed).isEqualTo(expected.counts());
        }
    }

    /** Shows the first difference only: the files may be long. */
    private static void assertSame(String what, String actual, String expected) {
        if (actual == null || expected == null) {
            assertThat(actual).as(what).isEqualTo(expected);
            return;
        }
        var at = Arrays.mismatch(actual.toCharArray(), expected.toCharArray());
        assertThat(around(actual, at)).as(what + " at " + at).isEqualTo(around(expected, at));
    }

    private static String around(String text, int at) {
        return at < 0 ? "" : text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
    }
}
