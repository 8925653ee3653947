package bench;

/**
 * The page of figures. What was measured of a part stands between two marks, which no reader sees, and is replaced; what people
 * wrote around it stays.
 */
final class FiguresPage {

    private static final String END = "<!-- end of the figures -->\n";

    private FiguresPage() {}

    /**
     * The page with other figures of a part.
     *
     * @param figures Markdown; a page that has no marks for the part gets them at its end, under a heading
     */
    static String with(String page, String part, String figures) {
        var block = begin(part) + "\n" + figures.strip() + "\n\n" + END;
        int begin = page.indexOf(begin(part));
        if (begin < 0) {
            return page.stripTrailing() + "\n\n## " + part + "\n\n" + block;
        }
        int end = page.indexOf(END, begin);
        if (end < 0) {
            throw new IllegalArgumentException("the figures of " + part + " do not end: put " + END.strip()
                    + " behind them, in a line of its own");
        }
        return page.substring(0, begin) + block + page.substring(end + END.length());
    }

    static boolean has(String page, String part) {
        return page.contains(begin(part));
    }

    private static String begin(String part) {
        return "<!-- figures of " + part + ": written by ./sluice bench --record -->\n";
    }
}
