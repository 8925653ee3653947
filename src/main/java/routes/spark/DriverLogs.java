package routes.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import routes.spark.MasterPages.ClusterState;
import routes.spark.MasterPages.Driver;

/** Reads the logs of drivers from the pages of the workers that run them. */
final class DriverLogs {

    /** The most that a worker shows at once. */
    private static final int PIECE = 1 << 20;

    private static final int BEGINNING = 1 << 18;
    private static final Pattern HEAD = Pattern.compile("==== Bytes (\\d+)-(\\d+) of (\\d+) of [^\\n]* ====\\n");
    private static final Pattern STEP = Pattern.compile("\"-D" + Pattern.quote(Submission.STEP) + "=([^\"]+)\"");
    private static final String MASKED = "(redacted)";
    private static final String LAUNCH = "Launch Command:";

    private final SparkHttp http;

    DriverLogs(SparkHttp http) {
        this.http = http;
    }

    /** A piece of a log: the byte after it, the length of the whole, and what it says. */
    private record Piece(long end, long length, String text) {}

    /** Which step a driver belongs to. */
    sealed interface Owner {

        /** The step of this mark. */
        record Step(String mark) implements Owner {}

        /** None of ours. */
        record Somebody() implements Owner {}

        /** Not to be known now. */
        record Unknown(String why) implements Owner {}
    }

    /** Whose a driver is, by the command line that its worker writes at the beginning of its log. */
    Owner owner(Driver driver, ClusterState cluster) throws InterruptedException {
        var pages = cluster.pagesOf(driver.worker());
        if (pages == null) {
            return new Owner.Unknown("it has no worker whose pages can be asked");
        }
        try {
            var text = piece(pages, driver.id(), "stderr", 0, BEGINNING).text();
            if (!text.startsWith(LAUNCH)) {
                return new Owner.Unknown("its log has not begun");
            }
            var step = STEP.matcher(SparkHttp.firstLine(text));
            if (!step.find()) {
                return new Owner.Somebody();
            }
            return step.group(1).contains(MASKED)
                    ? new Owner.Unknown("its worker masks " + Submission.STEP)
                    : new Owner.Step(step.group(1));
        } catch (IOException e) {
            return new Owner.Unknown(e.getMessage());
        }
    }

    /** Where people find the log of a driver; nothing while no worker has it. */
    static Optional<String> link(Driver driver, ClusterState cluster) {
        return Optional.ofNullable(cluster.pagesOf(driver.worker()))
                .map(pages -> pages + "/logPage/?driverId=" + driver.id() + "&logType=stderr");
    }

    /** Copies what a driver has said, and what it and Spark have told of its work. */
    void copy(Driver driver, ClusterState cluster, OutputStream log) throws IOException, InterruptedException {
        var pages = cluster.pagesOf(driver.worker());
        if (pages != null) {
            copy(pages, driver.id(), "stdout", log);
            copy(pages, driver.id(), "stderr", log);
        }
    }

    private void copy(String pages, String driver, String type, OutputStream log)
            throws IOException, InterruptedException {
        Piece piece;
        long from = 0;
        do {
            piece = piece(pages, driver, type, from, PIECE);
            if (piece.length() == 0) {
                return;
            }
            write(log, from == 0 ? "==== " + type + " ====\n" + withoutCommand(piece.text()) : piece.text());
            var stuck = piece.end() <= from;
            from = stuck ? piece.length() : piece.end();
        } while (from < piece.length());
    }

    /** The command line may hold what Spark does not know to be secret. */
    private static String withoutCommand(String text) {
        return text.startsWith(LAUNCH) ? text.substring(text.indexOf('\n') + 1) : text;
    }

    private static void write(OutputStream log, String text) throws IOException {
        log.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Piece piece(String pages, String driver, String type, long from, int length)
            throws IOException, InterruptedException {
        var address = URI.create(pages + "/log/?driverId=" + URLEncoder.encode(driver, StandardCharsets.UTF_8)
                + "&logType=" + type + "&offset=" + from + "&byteLength=" + length);
        var text = http.text(address);
        var head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new SparkException("the worker at " + address.getAuthority() + " shows no log of " + driver);
        }
        return new Piece(Long.parseLong(head.group(2)), Long.parseLong(head.group(3)), text.substring(head.end()));
    }
}
