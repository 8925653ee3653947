package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Clears up after sandboxes that were killed: ends the processes they started and removes their directories.
 * A process is ended only if its recorded id and its command line both say that it serves the abandoned directory.
 */
final class Leftovers {

    private static final System.Logger LOGGER = System.getLogger(Leftovers.class.getName());
    private static final Pattern OWNED = Pattern.compile("(\\d+)-(\\d+)-[a-z]+-\\d+");
    private static final int PATIENCE_SECONDS = 5;
    /** The start of a process is told by the clock of who asks, which is put right now and then; an id is not given again so soon. */
    private static final long SAME_START_MILLIS = TimeUnit.HOURS.toMillis(1);

    private Leftovers() {}

    static void clear(Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var directories = Files.list(root)) {
            directories.filter(Leftovers::isAbandoned).forEach(Leftovers::remove);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + root, e);
        }
    }

    private static boolean isAbandoned(Path directory) {
        var name = OWNED.matcher(directory.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        long start = Long.parseLong(name.group(2));
        return ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(process -> Math.abs(SandboxDirectory.start(process) - start) < SAME_START_MILLIS)
                .isEmpty();
    }

    private static void remove(Path directory) {
        LOGGER.log(System.Logger.Level.INFO, "removing {0}, left by a sandbox that was killed", directory);
        try {
            server(directory).ifPresent(Leftovers::end);
            SandboxDirectory.delete(directory);
        } catch (IOException | UncheckedIOException e) {
            // Another sandbox may be clearing up the same directory, and a new one works without this.
            LOGGER.log(System.Logger.Level.WARNING, "could not clear up " + directory, e);
        }
    }

    /** Ends the server of a directory at once, if it lives. */
    static void kill(Path directory) {
        try {
            server(directory).ifPresent(server -> {
                server.destroyForcibly();
                ended(server);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell which process serves " + directory, e);
        }
    }

    private static Optional<ProcessHandle> server(Path directory) throws IOException {
        for (var file :
                List.of(SandboxDirectory.data(directory).resolve("postmaster.pid"), SandboxDirectory.pid(directory))) {
            if (Files.exists(file)) {
                return recorded(file).filter(process -> serves(process, directory));
            }
        }
        return Optional.empty();
    }

    private static Optional<ProcessHandle> recorded(Path file) throws IOException {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(file).get(0).strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("no process id in " + file, e);
        }
    }

    private static boolean serves(ProcessHandle process, Path directory) {
        return process.info().commandLine().orElse("").contains(directory.toString());
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        if (!ended(server)) {
            server.destroyForcibly();
            ended(server);
        }
    }

    private static boolean ended(ProcessHandle server) {
        CompletableFuture<ProcessHandle> exit = server.onExit();
        try {
            exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + server.pid(), e);
        }
    }
}
