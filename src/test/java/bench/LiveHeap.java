package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the objects in use take in the heap of another Java process, after a collection of all that is not. */
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private LiveHeap() {}

    static double mebibytes(ProcessHandle process) throws IOException, InterruptedException {
        var command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(command, "" + process.pid(), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(histogram.getInputStream().readAllBytes());
        var total = TOTAL.matcher(text);
        if (histogram.waitFor() != 0 || !total.find()) {
            throw new IOException("jcmd failed: " + text);
        }
        return Long.parseLong(total.group(1)) / 1024.0 / 1024.0;
    }
}
