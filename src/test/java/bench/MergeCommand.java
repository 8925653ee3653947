package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs merges in processes of their own, and fetches what some of them need. */
final class MergeCommand {

    private static final Path TARGET = Path.of("target", "bench");
    private static final Path PROGRAMS = Path.of("src", "test", "resources", "bench");
    private static final long LIMIT_MINUTES = 30;

    private MergeCommand() {}

    /**
     * What it took.
     *
     * @param seconds from the start of the process to its end
     * @param processor seconds of processor time, without what the database used
     * @param resident highest resident memory in MiB
     */
    record Result(double seconds, double processor, double resident) {}

    /** A class of this class path, or of another if the options name one. */
    static Result java(List<String> options, String type, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        if (!options.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(type);
        command.addAll(arguments);
        return measured(command);
    }

    /** Spark's own class path, fetched at the first time; nothing if that cannot be done. */
    static Optional<Result> spark(List<String> arguments) throws IOException, InterruptedException {
        var directory = Files.createDirectories(TARGET.resolve("spark"));
        var classPath = directory.resolve("classpath");
        if (!Files.exists(classPath)) {
            Files.copy(
                    PROGRAMS.resolve("spark.xml"), directory.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
            var fetched = prepared(
                    directory,
                    List.of(
                            Path.of("mvnw").toAbsolutePath().toString(),
                            "-B",
                            "-ntp",
                            "-q",
                            "-f",
                            directory.resolve("pom.xml").toAbsolutePath().toString(),
                            "dependency:build-classpath",
                            "-Dmdep.outputFile=" + classPath.toAbsolutePath()));
            if (!fetched) {
                return Optional.empty();
            }
        }
        var options = new ArrayList<>(
                List.of("-Xmx4g", "-cp", Files.readString(classPath).strip()));
        for (var opened : List.of(
                "java.lang",
                "java.lang.invoke",
                "java.net",
                "java.nio",
                "java.util",
                "java.util.concurrent",
                "java.util.concurrent.atomic",
                "sun.nio.ch",
                "sun.security.action")) {
            options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        return Optional.of(java(options, PROGRAMS.resolve("MergeBySpark.java").toString(), arguments));
    }

    /** A virtual environment of its own, made at the first time; nothing if that cannot be done. */
    static Optional<Result> pandas(List<String> arguments) throws IOException, InterruptedException {
        var directory = TARGET.resolve("pandas").toAbsolutePath();
        var python = directory.resolve("venv/bin/python");
        if (!Files.exists(directory.resolve("ready"))) {
            Files.createDirectories(directory);
            var made = prepared(
                            directory,
                            List.of(
                                    "python3",
                                    "-m",
                                    "venv",
                                    directory.resolve("venv").toString()))
                    && prepared(
                            directory, List.of(python.toString(), "-m", "pip", "install", "-q", "pandas", "pymysql"));
            if (!made) {
                return Optional.empty();
            }
            Files.createFile(directory.resolve("ready"));
        }
        var command = new ArrayList<>(List.of(
                python.toString(), PROGRAMS.resolve("merge_by_pandas.py").toString()));
        command.addAll(arguments);
        return Optional.of(measured(command));
    }

    private static boolean prepared(Path directory, List<String> command) throws IOException, InterruptedException {
        var log = directory.resolve("build.log").toFile();
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            Files.writeString(log.toPath(), e.toString());
            return false;
        }
    }

    private static Result measured(List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile("merge-", ".log");
        var begin = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        double resident = 0;
        double processor = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(LIMIT_MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " was not done after " + LIMIT_MINUTES + " minutes");
            }
            resident = Math.max(resident, residentNow(process));
            processor = process.info()
                    .totalCpuDuration()
                    .map(Duration::toMillis)
                    .map(millis -> millis / 1e3)
                    .orElse(processor);
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command.subList(0, 2)) + " failed: " + Files.readString(log));
        }
        Files.delete(log);
        return new Result(seconds, processor, resident);
    }

    private static double residentNow(Process process) {
        try {
            return Memory.mebibytes(process.toHandle(), "VmHWM");
        } catch (IOException | RuntimeException e) {
            // It has just ended.
            return 0;
        }
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
