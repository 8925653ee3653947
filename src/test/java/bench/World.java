package bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sandbox.PackagedApplication;
import sandbox.SandboxPostgres;

/** What is measured: a durable PostgreSQL with an empty ledger, and how to start the application on it. */
final class World implements AutoCloseable {

    static final String DATABASE = "sluice";
    static final String BUCKET = "raw-data";

    private final SandboxPostgres postgres = SandboxPostgres.started();

    World() throws SQLException {
        postgres.createDatabase(DATABASE);
        try (var ledger = ledger()) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                if (!ledger.text("show " + setting).equals("on")) {
                    throw new IllegalStateException(setting + " is off: what is measured would not be durable");
                }
            }
        }
    }

    SandboxPostgres postgres() {
        return postgres;
    }

    Ledger ledger() throws SQLException {
        return new Ledger(postgres, DATABASE);
    }

    /** The application on an empty ledger, not started yet. */
    PackagedApplication application(Map<String, String> settings, List<String> options) {
        postgres.createDatabase(DATABASE);
        return sameLedger(settings, options);
    }

    /** The application on the ledger that is there, not started yet. */
    PackagedApplication sameLedger(Map<String, String> settings, List<String> options) {
        var environment = new HashMap<>(settings);
        environment.putAll(PackagedApplication.ledger(postgres, DATABASE));
        return new PackagedApplication(environment, allOptions(options));
    }

    /** The settings of an application that watches no bucket and whose store is away. */
    static Map<String, String> withoutStore() {
        return Map.of("MINIO_ENDPOINT", "http://127.0.0.1:9", "MINIO_ACCESS_KEY", "none", "MINIO_SECRET_KEY", "none");
    }

    static Path resource(String name) {
        return Path.of("src", "test", "resources", "bench", name);
    }

    /** As {@code ./sluice run} starts it; the options of a measurement, and then those of the environment, win. */
    private static List<String> allOptions(List<String> options) {
        var all = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx256m"));
        all.addAll(options);
        var given = System.getenv("SLUICE_JAVA_OPTS");
        if (given != null && !given.isBlank()) {
            all.addAll(List.of(given.strip().split("\\s+")));
        }
        return all;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
