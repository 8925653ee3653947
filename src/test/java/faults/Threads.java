package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Looks at the threads and the memory of another Java process. */
final class Threads {

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
        var command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // Without the option it gives up after ten seconds.
        var patience = "-J-Dsun.tools.attach.attachTimeout=60000";
        var dump = new ProcessBuilder(command, patience, "" + process.pid(), "Thread.print")
                .redirectErrorStream(true)
                .start();
        var text = new String(dump.getInputStream().readAllBytes());
        if (dump.waitFor() != 0) {
            throw new IOException("jcmd failed: " + text);
        }
        return Arrays.stream(text.split("\n\n"))
                .filter(stack -> stack.contains("at " + packageName))
                .toList();
    }

    private static long status(ProcessHandle process, String line) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(text -> text.startsWith(line + ":"))
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
