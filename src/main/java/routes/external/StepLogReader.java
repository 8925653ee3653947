package routes.external;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import routes.ledger.StepRecord;

/** Reads the end of a step's log: from the store once it is kept there, before that from the system in which the step goes on. */
@ApplicationScoped
public class StepLogReader {

    /** A person waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int NOT_FOUND = 404;

    private final Map<String, ExternalSystem<?>> systems = new HashMap<>();
    private final ExternalSteps steps;
    private final Lanes lanes;
    private final S3Client store;

    StepLogReader(@All List<ExternalSystem<?>> systems, ExternalSteps steps, Lanes lanes, S3Client store) {
        systems.forEach(system -> this.systems.put(system.action(), system));
        this.steps = steps;
        this.lanes = lanes;
        this.store = store;
    }

    /**
     * The last lines of the log.
     *
     * @param route id of the run's route
     * @param keptAt where the log is in the store, or null
     * @param bytes how much of it at most
     * @throws NoLogException if there is none
     * @throws Exception if the store or the system does not answer
     */
    public String tail(String route, StepRecord step, String keptAt, int bytes) throws Exception {
        if (keptAt != null) {
            return fromStore(URI.create(keptAt), bytes);
        }
        var system = systems.get(step.action());
        if (system == null) {
            throw new NoLogException("it is done within Sluice, whose own log tells of it");
        }
        return fromSystem(system, route, step, bytes);
    }

    private String fromStore(URI kept, int bytes) throws NoLogException {
        var bucket = kept.getAuthority();
        var key = kept.getPath().substring(1);
        try {
            var size = store.headObject(head -> head.bucket(bucket).key(key)).contentLength();
            var from = Math.max(0, size - bytes);
            var text = store.getObjectAsBytes(get -> get.bucket(bucket).key(key).range("bytes=" + from + "-"))
                    .asString(StandardCharsets.UTF_8);
            return from == 0 ? text : LogTail.fromNextLine(text);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw new NoLogException("it is no longer at " + kept);
            }
            throw e;
        }
    }

    private <R> String fromSystem(ExternalSystem<R> system, String route, StepRecord step, int bytes) throws Exception {
        var task = steps.task(system.requestType(), route, step);
        var connection = system.connection(task.request());
        var log = new LogTail(bytes);
        var reading = lanes.of(Lanes.Kind.READ, system, connection).submit(() -> {
            system.tailLog(task, bytes, log);
            return null;
        });
        try {
            reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        } finally {
            reading.cancel(true);
        }
        var text = log.text();
        if (text.isEmpty()) {
            throw new NoLogException(connection + " has none: the work has not begun, has said nothing, or is removed");
        }
        return text;
    }
}
