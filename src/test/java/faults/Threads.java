package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at the threads and the memory of another Java process. */
final class Threads {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private Threads() {}

    static int of(ProcessHandle process) throws IOException {
        return (int) status(process, "Threads");
    }

    /** Resident memory in MiB. */
    static double residentMebibytes(ProcessHandle process) throws IOException {
        return status(process, "VmRSS") / 1024.0;
    }

    /** The stacks of the threads that are inside a package just now. */
    static List<String> inside(ProcessHandle process, String packageName) throws IOException, InterruptedException {
        return Arrays.stream(jcmd(process, "Thread.print").split("\n\n"))
                .filter(stack -> stack.contains("at " + packageName))
                .toList();
    }

    /** What the objects in use take in the heap, in MiB, after a collection of all that is not. */
    static double liveMebibytes(ProcessHandle process) throws IOException, InterruptedException {
        var text = jcmd(process, "GC.class_histogram");
        var total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("no total in " + text);
        }
        return Long.parseLong(total.group(1)) / 1024.0 / 1024.0;
    }

    private static String jcmd(ProcessHandle process, String question) throws IOException, InterruptedException {
        var command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // Without the option it gives up after ten seconds.
        var patience = "-J-Dsun.tools.attach.attachTimeout=60000";
        var running = new ProcessBuilder(command, patience, "" + process.pid(), question)
                .redirectErrorStream(true)
                .start();
        var text = new String(running.getInputStream().readAllBytes());
        if (running.waitFor() != 0) {
            throw new IOException("jcmd failed: " + text);
        }
        return text;
    }

    private static long status(ProcessHandle process, String line) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(text -> text.startsWith(line + ":"))
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
