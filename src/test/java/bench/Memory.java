package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory and threads of a process, as Linux counts them. */
final class Memory {

    private Memory() {}

    /** MiB of the given line of {@code /proc/PID/status}: {@code VmRSS} now, {@code VmHWM} at most so far. */
    static double mebibytes(ProcessHandle process, String line) throws IOException {
        return number(process, line) / 1024;
    }

    static double threads(ProcessHandle process) throws IOException {
        return number(process, "Threads");
    }

    private static double number(ProcessHandle process, String line) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(text -> text.startsWith(line + ":"))
                .mapToDouble(text -> Double.parseDouble(text.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
