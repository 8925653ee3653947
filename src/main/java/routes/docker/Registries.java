package routes.docker;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.docker.RegistryConfig.Registry;
import routes.shared.Secret;

/** Knows who Sluice is to each registry. */
@ApplicationScoped
class Registries {

    /** Docker Hub goes by the address that it had first. */
    private static final String HUB_ADDRESS = "https://index.docker.io/v1/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryConfig config;

    Registries(RegistryConfig config) {
        this.config = config;
    }

    /** Names of all registries. */
    Set<String> names() {
        return new TreeSet<>(config.registries().keySet());
    }

    /** What the header {@code X-Registry-Auth} says for an image; nothing if its registry is no connection. */
    Optional<String> credentials(ImageName image) {
        return config.registries().entrySet().stream()
                .filter(registry -> host(registry.getValue()).equals(image.server()))
                .findFirst()
                .map(registry -> header(registry.getKey()));
    }

    /** Who we are to a registry, as a Docker host wants to know it. */
    Map<String, String> login(String name) {
        var registry = config.registries().get(name);
        var address = host(registry).equals(ImageName.HUB) ? HUB_ADDRESS : host(registry);
        var password = Secret.text("routes.connections.registry." + name + ".password", registry.password())
                .get();
        return Map.of("username", registry.user(), "password", password, "serveraddress", address);
    }

    private static String host(Registry registry) {
        var host = registry.server().replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return host.equals("index.docker.io") || host.equals("registry-1.docker.io") ? ImageName.HUB : host;
    }

    private String header(String name) {
        try {
            var json = JSON.writeValueAsString(login(name));
            return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
