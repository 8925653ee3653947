package routes.merge;

import java.util.Locale;

/** The boxes of the flow, as the graph has them: each a step of the route {@code merge.make-csv}, by which failures are named. */
enum Box {
    FETCH_CREDENTIALS,
    READ_JSON,
    READ_TABLE,
    CHECK_ID_COLUMNS,
    MERGE_ROWS,
    PUBLISH_CSV;

    /** Id of the step. */
    String step() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
