package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @Test
    void signs_with_the_keys_that_are_mounted_now(@TempDir Path mount) throws IOException {
        // Given
        var key = Files.writeString(mount.resolve("key"), "old-key");
        var secret = Files.writeString(mount.resolve("secret"), "old-secret");
        var credentials = Store.credentials(settings(key, secret));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("old-key");

        // When
        Files.writeString(key, "new-key");
        Files.writeString(secret, "new-secret");

        // Then
        await().untilAsserted(() -> {
            var now = credentials.resolveCredentials();
            assertThat(now.accessKeyId() + now.secretAccessKey()).isEqualTo("new-keynew-secret");
        });
    }

    private static StoreConfig settings(Path key, Path secret) {
        var values = Map.of("routes.store.access-key", "file:" + key, "routes.store.secret", "file:" + secret);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(StoreConfig.class)
                .build()
                .getConfigMapping(StoreConfig.class);
    }
}
