package bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Collects figures and prints each as it comes, and all of them as a table. */
final class Report {

    private static final String[] HEAD = {"figure", "measured", "target", "reached"};

    private final PrintWriter out;
    private final List<Figure> figures = new ArrayList<>();

    Report(PrintWriter out) {
        this.out = out;
    }

    /** Says what is going on, or how something was measured. */
    void say(String text) {
        out.println(text);
        out.flush();
    }

    void add(Figure figure) {
        figures.add(figure);
        say("  " + String.join("  ", figure.cells()));
    }

    boolean allReached() {
        return figures.stream().allMatch(Figure::reached);
    }

    /** A table in Markdown. */
    String table() {
        var rows = new ArrayList<String[]>();
        rows.add(HEAD);
        figures.forEach(figure -> rows.add(figure.cells()));
        var widths = new int[HEAD.length];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        var text = new StringBuilder();
        for (int line = 0; line < rows.size(); line++) {
            append(text, rows.get(line), widths, " ");
            if (line == 0) {
                append(text, new String[] {"", "", "", ""}, widths, "-");
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String[] row, int[] widths, String filler) {
        text.append('|');
        for (int i = 0; i < widths.length; i++) {
            text.append(filler)
                    .append(row[i])
                    .append(filler.repeat(widths[i] - row[i].length() + 1))
                    .append('|');
        }
        text.append('\n');
    }
}
