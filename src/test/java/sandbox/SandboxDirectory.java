package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Data directories of the sandbox's servers, all under one directory of the user. Each is named after the process that
 * made it, so that what a killed sandbox left behind can be told from what a living one uses.
 */
final class SandboxDirectory {

    private static final Path ROOT =
            Path.of(System.getProperty("java.io.tmpdir"), "sluice-sandbox-" + System.getProperty("user.name"));
    private static final String OWNER = owner(ProcessHandle.current());
    private static final int ATTEMPTS = 10;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SandboxDirectory() {}

    /**
     * Makes an empty directory for one server; it is removed at the end of the JVM, if not before. The first call of this JVM
     * clears up what killed sandboxes left.
     */
    static Path create(String server) {
        int number = NUMBER.incrementAndGet();
        if (number == 1) {
            QuietLogs.apply();
            Leftovers.clear(ROOT);
        }
        try {
            Files.createDirectories(ROOT);
            // Not by the number alone: each class loader of this JVM counts for itself.
            var directory = create(ROOT, OWNER, server);
            AtExit.closeLast(new Owned(directory));
            keepFromOthers(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for " + server + " in " + ROOT, e);
        }
    }

    /** Makes a directory of that owner, with a name that {@link Leftovers} understands. */
    static Path create(Path root, String owner, String server) throws IOException {
        return Files.createTempDirectory(root, owner + "-" + server + "-");
    }

    private static void keepFromOthers(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Directory for unpacked programs; it is kept for the next sandbox. */
    static Path programs() {
        return ROOT.resolve("programs");
    }

    /** Directory for the locks of the ports that each process has taken for itself. */
    static Path ports() {
        return ROOT.resolve("ports");
    }

    /**
     * Ends at once the processes that were started for directories of this JVM, so that nobody waits until they are ready or have
     * said farewell.
     */
    static void endChildren() {
        var mark = ROOT.resolve(OWNER) + "-";
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Where in its directory a server keeps its data, apart from its log. */
    static Path data(Path directory) {
        return directory.resolve("data");
    }

    /** Records which process works in a directory, so that a later sandbox can end it if this one is killed. */
    static void recordProcess(Path directory, long processId) {
        try {
            Files.writeString(pid(directory), Long.toString(processId));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory, e);
        }
    }

    static Path pid(Path directory) {
        return directory.resolve("process.pid");
    }

    /** How a process is named in the names of its directories: its id may be given again, its start cannot. */
    static String owner(ProcessHandle process) {
        return process.pid() + "-" + start(process);
    }

    /** When a process began, in milliseconds. */
    static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Removes a directory and all in it; one that is gone already is no error. */
    static void delete(Path directory) {
        try {
            empty(directory, ATTEMPTS);
            AtExit.forget(new Owned(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private static void empty(Path directory, int attempts) throws IOException {
        try {
            if (Files.exists(directory)) {
                Files.walkFileTree(directory, new Deletion());
            }
        } catch (NoSuchFileException e) {
            // Somebody else is removing it, too.
            empty(directory, attempts);
        } catch (DirectoryNotEmptyException e) {
            if (attempts == 1) {
                throw e;
            }
            // A process that was killed may have written until now.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            empty(directory, attempts - 1);
        }
    }

    /** A directory as long as it is there. */
    private record Owned(Path directory) implements AutoCloseable {

        @Override
        public void close() {
            delete(directory);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
