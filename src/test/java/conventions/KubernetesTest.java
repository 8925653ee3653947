package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files for Kubernetes, as far as they can be judged without it. */
class KubernetesTest {

    private static final Path FOLDER = Path.of("kubernetes");
    private static final int MANAGEMENT_PORT = 9000;

    static List<Path> files() throws IOException {
        try (var found = Files.walk(FOLDER)) {
            return found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> kustomizations() throws IOException {
        return files().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no YAML", e);
        }
    }

    private static JsonNode pod() {
        return read(FOLDER.resolve("base/deployment.yaml")).at("/spec/template/spec");
    }

    private static JsonNode container() {
        return pod().at("/containers/0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void each_file_is_of_a_kind_and_none_holds_a_secret(Path file) {
        assertThat(read(file).path("apiVersion").asText()).isNotEmpty();
        assertThat(read(file).path("kind").asText()).isNotEmpty().isNotEqualTo("Secret");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kustomizations")
    void what_is_put_together_exists(Path kustomization) {
        assertThat(Yaml.values(read(kustomization).path("resources")))
                .isNotEmpty()
                .allMatch(resource -> Files.exists(kustomization.resolveSibling(resource)));
    }

    @Test
    void every_file_of_the_base_is_put_together() throws IOException {
        var listed = Yaml.values(read(FOLDER.resolve("base/kustomization.yaml")).path("resources"))
                .toList();
        try (var files = Files.list(FOLDER.resolve("base"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void only_settings_that_exist_are_set() throws IOException {
        // Given
        var known = Files.readString(Path.of("docs/configuration.md"));
        var set = kustomizations().stream()
                .flatMap(file ->
                        Yaml.entries(read(file)).filter(entry -> entry.key().equals("configMapGenerator")))
                .flatMap(entry ->
                        Yaml.entries(entry.value()).filter(inner -> inner.key().equals("literals")))
                .flatMap(entry -> Yaml.values(entry.value()))
                .map(literal -> literal.substring(0, literal.indexOf('=')))
                .filter(name -> !name.equals("README"));

        // Then
        assertThat(set).isNotEmpty().allMatch(name -> known.contains("`" + name + "`"));
    }

    @Test
    void health_is_asked_at_the_management_port() {
        assertThat(container().path("ports").findValuesAsText("containerPort")).contains("" + MANAGEMENT_PORT);
        for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(container().path(probe).at("/httpGet/port").asText())
                    .as(probe)
                    .isEqualTo("management");
            assertThat(container().path(probe).at("/httpGet/path").asText())
                    .as(probe)
                    .startsWith("/q/health/");
        }
    }

    @Test
    void the_heap_follows_the_limit_of_the_pod() throws IOException {
        // When
        var options = StreamSupport.stream(container().path("env").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals("SLUICE_JAVA_OPTS"))
                .map(variable -> variable.path("value").asText())
                .collect(Collectors.joining());

        // Then: -Xmx would overrule the percentage, wherever it comes from
        assertThat(options).contains("-XX:MaxRAMPercentage=").doesNotContain("-Xmx");
        assertThat(Files.readString(FOLDER.resolve("entrypoint")))
                .contains("exec java ${SLUICE_JAVA_OPTS:--XX:+UseSerialGC -Xmx256m} -jar");
    }

    @Test
    void the_pod_has_no_more_rights_than_it_needs() {
        var rights = container().path("securityContext");
        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod().at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container().at("/resources/limits/memory").asText()).isNotEmpty();
    }

    @Test
    void everything_selects_the_pods_of_the_deployment() {
        var labels = read(FOLDER.resolve("base/deployment.yaml")).at("/spec/template/metadata/labels");
        assertThat(labels).isNotEmpty();
        assertThat(read(FOLDER.resolve("base/deployment.yaml")).at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(read(FOLDER.resolve("base/pod-disruption-budget.yaml")).at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(read(FOLDER.resolve("base/service.yaml")).at("/spec/selector"))
                .isEqualTo(labels);
        assertThat(pod().at("/topologySpreadConstraints/0/labelSelector/matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void names_that_refer_to_each_other_are_the_same() {
        // Given
        var generated = read(FOLDER.resolve("base/kustomization.yaml"))
                .path("configMapGenerator")
                .findValuesAsText("name");

        // When
        var used = Stream.of("/envFrom/0/configMapRef/name", "/envFrom/1/secretRef/name")
                .map(path -> container().at(path).asText());

        // Then
        assertThat(used).containsExactly("sluice-settings", "sluice");
        assertThat(generated).containsExactly("sluice-routes", "sluice-settings");
        assertThat(pod().at("/volumes/0/configMap/name").asText()).isEqualTo("sluice-routes");
        assertThat(container().at("/env/0/value").asText())
                .contains("file:" + container().at("/volumeMounts/0/mountPath").asText() + "/");
        assertThat(read(FOLDER.resolve("base/service.yaml"))
                        .at("/spec/ports/0/targetPort")
                        .asText())
                .isEqualTo(container().at("/ports/0/name").asText());
    }
}
