package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.merge.secrets.Logins;
import routes.shared.Dependency.Finding;
import routes.shared.EventBuckets;

/** What is found of entries before their secrets, objects and tables are looked at. */
class EntriesDependencyTest {

    private static final String FILE = """
        {"configs": {"orders": {
          "S3": {"source_bucket": "in", "source_key": "day/orders.json", "destination_bucket": "out", "destination_file": "orders.csv"},
          "Database": {"endpoint": "localhost", "dbtype": "mysql"}}}}
        """;

    @TempDir
    Path directory;

    @Test
    void warns_of_events_that_nobody_asks_for() throws IOException {
        var settings = Map.of("entries.orders.on-event", "true");

        assertThat(dependency(settings, (bucket, key) -> false).check())
                .filteredOn(finding -> finding.what().equals("events of entry orders"))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("in/day/orders.json", "routes.intake.buckets.NAME.bucket=in");
        assertThat(dependency(settings, (bucket, key) -> key.startsWith("day/")).check())
                .extracting(Finding::what)
                .containsExactly("entry orders");
        assertThat(dependency(Map.of(), (bucket, key) -> false).check())
                .extracting(Finding::what)
                .containsExactly("entry orders");
    }

    @Test
    void tells_why_an_entry_has_no_route() throws IOException {
        // Given
        var config = config(Map.of());
        var entries = new Entries(config);
        var file = Files.writeString(directory.resolve("configs.json"), FILE);
        EntryFile.read("configs.json", Files.readAllBytes(file), config.entries())
                .entries()
                .forEach(entry -> entries.refuse(entry, "it cannot be made"));

        // When
        var found = dependency(config, entries, (bucket, key) -> true).check();

        // Then
        assertThat(found).containsExactly(Finding.broken("entry orders", "it cannot be made"));
    }

    private EntriesDependency dependency(Map<String, String> settings, EventBuckets buckets) throws IOException {
        Files.writeString(directory.resolve("configs.json"), FILE);
        var config = config(settings);
        return dependency(config, new Entries(config), buckets);
    }

    private static EntriesDependency dependency(MergeConfig config, Entries entries, EventBuckets buckets) {
        var logins = new Logins(config.secrets(), Clock.systemUTC());
        // Where there are no secrets, neither store nor database is asked.
        return new EntriesDependency(config, new ConfigFile(null), logins, null, null, entries, buckets);
    }

    private MergeConfig config(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("config-file", directory.resolve("configs.json").toString());
        all.put("secrets.directory", directory.toString());
        return MergeSettings.of(all).merge();
    }
}
