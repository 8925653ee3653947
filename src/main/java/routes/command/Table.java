package routes.command;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their widest cell. Not safe for concurrent use. */
final class Table {

    private static final String GAP = "  ";

    private final Style style;
    private final List<String> titles;
    private final int stateColumn;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param stateColumn title of the column that is coloured by its states
     * @param titles of the columns
     */
    Table(Style style, String stateColumn, String... titles) {
        this.style = style;
        this.titles = List.of(titles);
        this.stateColumn = this.titles.indexOf(stateColumn);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(style.bold(line(titles, false))).append('\n');
        rows.forEach(row -> text.append(line(row, true)).append('\n'));
        return text.toString();
    }

    private String line(List<String> cells, boolean coloured) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var last = i == cells.size() - 1;
            var cell = last ? cells.get(i) : padded(cells.get(i), width(i));
            line.append(coloured && i == stateColumn ? style.state(cell) : cell).append(last ? "" : GAP);
        }
        return line.toString();
    }

    private int width(int column) {
        var width = length(titles.get(column));
        for (var row : rows) {
            width = Math.max(width, length(row.get(column)));
        }
        return width;
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - length(cell));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
