package routes.external;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Keeps the logs of finished steps in the store, before their system forgets them. */
@ApplicationScoped
class StepLogs {

    private static final Logger LOG = Logger.getLogger(StepLogs.class);

    private final ExternalConfig.Logs config;
    private final S3Client store;

    StepLogs(ExternalConfig config, S3Client store) {
        this.config = config.logs();
        this.store = store;
    }

    /** Whether logs are kept at all. */
    boolean areKept() {
        return config.bucket().isPresent();
    }

    /**
     * Where the log is kept now; nothing if there is none.
     *
     * @throws Exception if the system or the store does not let it be kept, so that it may be tried again
     */
    <R> Optional<URI> keep(ExternalSystem<R> system, Task<R> task) throws Exception {
        Path copy = null;
        try {
            copy = Files.createTempFile("sluice-log-", ".txt");
            copy(system, task, copy);
            return Files.size(copy) == 0 ? Optional.empty() : Optional.of(put(task, copy));
        } finally {
            delete(copy);
        }
    }

    /** Whether it was the store that did not take a log. */
    static boolean ofStore(Exception failure) {
        return failure instanceof SdkException;
    }

    private <R> void copy(ExternalSystem<R> system, Task<R> task, Path file) throws Exception {
        var log = new Limited(Files.newOutputStream(file), config.maxSize());
        try (log) {
            system.copyLog(task, log);
        } catch (Exception e) {
            if (!log.full()) {
                throw e;
            }
        }
    }

    private URI put(Task<?> task, Path log) {
        var bucket = config.bucket().orElseThrow();
        var key = config.prefix() + task.route() + "/" + task.runId() + "/" + task.stepId() + "-" + task.attempt()
                + ".log";
        store.putObject(request -> request.bucket(bucket).key(key).contentType("text/plain; charset=utf-8"), log);
        return URI.create("s3://" + bucket + "/" + key);
    }

    private static void delete(Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            LOG.warnf("%s could not be deleted: %s", copy, e.getMessage());
        }
    }

    /** Lets so many bytes through, says that there are more, and then refuses them, so that nobody reads on to their end. */
    private static final class Limited extends FilterOutputStream {

        private long left;
        private boolean full;

        Limited(OutputStream out, long most) {
            super(out);
            this.left = most;
        }

        boolean full() {
            return full;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (full) {
                throw new IOException("the log is longer than is kept");
            }
            var taken = (int) Math.min(count, left);
            out.write(bytes, from, taken);
            left -= taken;
            if (taken < count) {
                full = true;
                out.write("\n… the rest is left out\n".getBytes(StandardCharsets.UTF_8));
                throw new IOException("the log is longer than is kept");
            }
        }
    }
}
