package routes.spark;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import routes.external.Task;

/** Steps that ask for applications, one after the other with a name that no other has. */
final class Applications {

    static final String CLUSTER = "cluster";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SALT = Long.toHexString(System.nanoTime());

    private Applications() {}

    static ApplicationRequest request(String resource, String... arguments) {
        return new ApplicationRequest(
                CLUSTER,
                resource,
                "CountLines",
                List.of(arguments),
                Map.of(
                        "spark.driver.memory", "512m",
                        "spark.executor.memory", "512m",
                        "spark.cores.max", "1",
                        "spark.sluice.word", "open",
                        // Spark 4 gives it to drivers by itself.
                        "spark.driver.defaultJavaOptions",
                                "--add-opens=java.base/java.nio=ALL-UNNAMED"
                                        + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
                                        + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                                        + " --add-opens=java.base/java.util=ALL-UNNAMED"
                                        + " --add-opens=java.base/java.lang.invoke=ALL-UNNAMED"),
                Map.of("spark.hadoop.fs.s3a.secret.key", "routes.daily.store.secret"),
                Map.of(),
                Map.of("ASKED_BY", "routes.daily.store.secret"),
                false);
    }

    /** A step that is about to ask for the first time. */
    static Task<ApplicationRequest> task(ApplicationRequest request) {
        var number = COUNT.incrementAndGet();
        return new Task<>("batch-of-tokens-" + SALT + "-" + number, request, null, "daily", number, "batch", 1, null);
    }

    /** The same step after a crash. */
    static Task<ApplicationRequest> again(Task<ApplicationRequest> task) {
        return with(task, null);
    }

    /** The same step once its handle is noted. */
    static Task<ApplicationRequest> with(Task<ApplicationRequest> task, String handle) {
        return new Task<>(
                task.externalId(),
                task.request(),
                handle,
                task.route(),
                task.runId(),
                task.stepId(),
                task.attempt(),
                Instant.now());
    }
}
