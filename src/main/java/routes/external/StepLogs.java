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

import routes.engine.Failures;

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

    /** Where the log is kept now; nothing without a bucket or a log. A log that cannot be kept ends no step. */
    <R> Optional<URI> keep(ExternalSystem<R> system, Task<R> task) {
        try {
            return keepIfAnswered(system, task);
        } catch (Exception e) {
            return lost(task, e);
        }
    }

    /**
     * The same of work that is stopped.
     *
     * @throws Exception if the system does not answer, so that it need not be asked for anything else either
     */
    <R> Optional<URI> keepIfAnswered(ExternalSystem<R> system, Task<R> task) throws Exception {
        if (config.bucket().isEmpty()) {
            return Optional.empty();
        }
        Path copy = null;
        try {
            copy = Files.createTempFile("sluice-log-", ".txt");
            try (var log = new Limited(Files.newOutputStream(copy), config.maxSize())) {
                system.copyLog(task, log);
            }
            return Files.size(copy) == 0 ? Optional.empty() : Optional.of(put(task, copy));
        } catch (SdkException e) {
            return lost(task, e);
        } catch (Exception e) {
            if (e instanceof InterruptedException || Failures.unreachable(e)) {
                throw e;
            }
            return lost(task, e);
        } finally {
            delete(copy);
        }
    }

    private static Optional<URI> lost(Task<?> task, Exception why) {
        LOG.warnf("the log of %s could not be kept: %s", task, Failures.describe(why));
        return Optional.empty();
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

    /** Lets so many bytes through, then says that there were more. */
    private static final class Limited extends FilterOutputStream {

        private long left;

        Limited(OutputStream out, long most) {
            super(out);
            this.left = most;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            var taken = (int) Math.min(count, left);
            out.write(bytes, from, taken);
            if (left > 0 && taken < count) {
                out.write("\n… the rest is left out\n".getBytes(StandardCharsets.UTF_8));
            }
            left -= taken;
        }
    }
}
