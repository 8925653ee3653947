package peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.kubernetes.KubernetesJobsContract;

/** The contract on a real API server with the real Job controller, as a user with no more rights than our Role gives. */
@Tag("peers")
class KubernetesJobsOnRealServerTest extends KubernetesJobsContract {

    private static Peer peer;

    @BeforeAll
    static void start() throws Exception {
        peer = Peer.start("kubernetes");
        try (var admin = KubernetesPeer.admin(peer)) {
            admin.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("restricted")
                            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                            .endMetadata()
                            .build())
                    .create();
            for (var namespace : List.of("default", "restricted")) {
                KubernetesPeer.bind(admin, peer, namespace);
            }
        }
    }

    @AfterAll
    static void stop() {
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    protected Server server() {
        return KubernetesPeer.server(peer, "restricted");
    }

    @Test
    void a_right_that_is_missing_is_named() throws Exception {
        refuses(
                Map.of("namespace", "somewhere-else"),
                "Kubernetes default does not allow us to create Jobs in namespace somewhere-else: bind our user to the"
                        + " Role of kubernetes/components/jobs");
    }

    @Test
    void a_word_of_a_template_that_the_server_does_not_know_is_refused(@TempDir Path folder) throws Exception {
        var template = folder.resolve("job.yaml");
        Files.writeString(template, """
            apiVersion: batch/v1
            kind: Job
            spec: {template: {spec: {toleration: []}}}
            """);
        refuses(Map.of("template", template.toString()), "unknown field \"spec.template.spec.toleration\"");
    }
}
