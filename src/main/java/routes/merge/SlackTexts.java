package routes.merge;

import java.util.stream.Collectors;

/** What people are told of a merge, in Slack's mrkdwn. What comes from data is escaped (docs.slack.dev, "Formatting message text"). */
final class SlackTexts {

    private static final int LONGEST_ID = 100;

    private SlackTexts() {}

    /** Of rows that no record asks for, or null if there are none. */
    static String report(MergeUnderWay merge, String unmatchedKey) {
        var count = merge.summary.counts().unmatchedRows();
        if (count == 0) {
            return null;
        }
        var shown = merge.summary.unmatchedIds();
        var ids = shown.stream().map(SlackTexts::id).collect(Collectors.joining(", "));
        var more = count > shown.size() ? ", and " + (count - shown.size()) + " more" : "";
        var named = shown.isEmpty() ? "" : "\n> " + ids + more;
        return "*" + escape(merge.entry().name()) + "*: " + rows(count) + " of " + escape(merge.table.toString())
                + " with an id that is not in " + escape(merge.entry().source().toString()) + named
                + "\nAll of them: " + escape(merge.entry().destination().bucket() + "/" + unmatchedKey);
    }

    /** Of a CSV that is there. */
    static String success(MergeUnderWay merge) {
        var counts = merge.summary.counts();
        var rejected = counts.rejected() == 0 ? "" : ", " + counts.rejected() + " rejected";
        return "*" + escape(merge.entry().name()) + "* merged: " + counts.records() + " records, " + counts.matched()
                + " of them with a row of " + escape(merge.table.toString()) + rejected + ", "
                + unmatched(counts.unmatchedRows()) + "; "
                + escape(merge.entry().destination().toString());
    }

    private static String unmatched(long count) {
        return count == 1 ? "1 unmatched row" : count + " unmatched rows";
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static String id(String id) {
        var whole = id.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return escape(whole.length() <= LONGEST_ID ? whole : whole.substring(0, LONGEST_ID) + "…");
    }

    private static String escape(String data) {
        return data.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
