package routes.merge;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import routes.merge.join.JsonDouble;
import routes.merge.join.MergeRules;

/** A merge as the files in scenarios/merge tell it; scenarios/merge/README.md says how. */
record MergeScenario(String scenario, Given given, Then then) {

    record Given(String json, String hex, String encoding, boolean gzip, int cut, Table table, Settings settings) {

        Given {
            settings = settings == null ? new Settings(null, false, false, null, null) : settings;
        }

        JsonDouble object() {
            var bytes = hex == null
                    ? json.getBytes(Charset.forName(encoding == null ? "UTF-8" : encoding))
                    : HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
            var whole = gzip ? new JsonDouble(bytes).zipped().bytes() : bytes;
            return new JsonDouble(Arrays.copyOf(whole, whole.length - cut));
        }
    }

    /** Types by column; key columns; rows. Only on those databases, if some are named. */
    record Table(
            Map<String, String> columns,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> key,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<List<String>> rows,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> only) {

        Table {
            key = key == null ? List.of() : key;
            rows = rows == null ? List.of() : rows;
            only = only == null ? List.of() : only;
        }
    }

    record Settings(
            String idColumn, boolean emptyIsMissing, boolean guardFormulas, Integer unmatchedShown, Long maxRejects) {

        MergeRules rules(boolean lookUps) {
            return new MergeRules(
                    idColumn == null ? "id" : idColumn,
                    emptyIsMissing,
                    guardFormulas,
                    unmatchedShown == null ? 20 : unmatchedShown,
                    maxRejects == null ? 0 : maxRejects,
                    2,
                    lookUps ? 0 : Integer.MAX_VALUE,
                    2);
        }
    }

    /** What comes of it. Without unmatched or rejects there is none; what else is not said is not looked at. */
    record Then(
            String csv,
            String unmatched,
            String rejects,
            Map<String, Long> counts,
            Map<String, String> sums,
            List<String> unmatchedIds,
            String error) {}

    @Override
    public String toString() {
        return scenario;
    }
}
