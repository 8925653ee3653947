package routes.merge;

import java.time.Instant;

/** Writes down what a merge came to. */
final class Receipts {

    private Receipts() {}

    static Receipt of(MergeUnderWay merge, String rules, String eTag, Instant time) {
        var entry = merge.entry();
        var input = merge.json.version();
        var counts = merge.summary.counts();
        return new Receipt(
                rules,
                time.toString(),
                Long.toString(merge.runId()),
                entry.name(),
                new Receipt.Input(input.bucket(), input.key(), input.versionId(), input.eTag(), merge.json.size()),
                new Receipt.Table(
                        entry.database().kind().written(),
                        entry.database().host(),
                        entry.database().port(),
                        merge.table.schema(),
                        merge.table.table()),
                new Receipt.Secret(entry.login(), merge.session.login().version()),
                merge.summary.strategy(),
                counts,
                new Receipt.Output(
                        entry.destination().bucket(),
                        entry.destination().key(),
                        eTag,
                        merge.summary.csvSize(),
                        "sha256:" + merge.summary.csvSha256()),
                merge.outputs.unmatchedReceipt(counts.unmatchedRows()),
                merge.outputs.rejectsReceipt(counts.rejected()),
                merge.summary.totals());
    }

    static MergedCsv result(MergeUnderWay merge) {
        var counts = merge.summary.counts();
        return new MergedCsv(
                merge.entry().name(),
                merge.entry().destination().toString(),
                counts.records(),
                counts.matched(),
                counts.unmatchedRows(),
                counts.rejected(),
                merge.summary.csvSha256(),
                merge.session.login().version(),
                SlackTexts.report(merge, merge.outputs.unmatchedKey()),
                SlackTexts.success(merge));
    }
}
