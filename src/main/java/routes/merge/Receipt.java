package routes.merge;

import java.util.List;

import routes.merge.join.MergeSummary;

/**
 * What a CSV was made of, published last. It is about the CSV whose checksum (or tag) it names; a CSV with another one is newer
 * than its receipt.
 *
 * @param processor the rules the CSV was made by, such as {@code merge/1}; other rules, other name
 * @param time when, in ISO 8601, UTC
 * @param runId the run that made it
 * @param entry name of the entry
 * @param input the JSON object
 * @param table where the rows come from
 * @param secret which login was used
 * @param strategy how the table was read
 * @param output the CSV
 * @param totals control totals of its columns
 */
record Receipt(
        String processor,
        String time,
        String runId,
        String entry,
        Input input,
        Table table,
        Secret secret,
        MergeSummary.Strategy strategy,
        MergeSummary.Counts counts,
        Output output,
        Beside unmatched,
        Beside rejects,
        List<MergeSummary.ColumnTotal> totals) {

    /** The object version that was read; the version is null in a bucket without versions. */
    record Input(String bucket, String key, String versionId, String eTag, long size) {}

    /** The table, on a server of that kind. */
    record Table(String kind, String host, int port, String schema, String table) {}

    /** The secret's name and version; nothing of what is in it. */
    record Secret(String name, String versionId) {}

    /** The CSV; the checksum is {@code sha256:} and hexadecimal digits. */
    record Output(String bucket, String key, String eTag, long size, String checksum) {}

    /** An object beside the CSV; without rows all of it is null, and a file of that name has no rows, or is of an older CSV. */
    record Beside(String key, long rows, String eTag, String checksum) {}
}
