package peers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.kubernetes.KubernetesJobsContract;

/** The contract on a real API server with the real Job controller, as a user with no more rights than our Role gives. */
@Tag("peers")
class KubernetesJobsOnRealServerTest extends KubernetesJobsContract {

    private static final Path ROLE = Path.of("kubernetes/components/jobs/role.yaml");

    private static Peer peer;

    @BeforeAll
    static void start() throws Exception {
        peer = Peer.start("kubernetes");
        try (var admin = admin()) {
            admin.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("restricted")
                            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                            .endMetadata()
                            .build())
                    .create();
            for (var namespace : List.of("default", "restricted")) {
                bind(admin, namespace);
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
        return new Server(
                URI.create(peer.value("URL")),
                peer.value("TOKEN"),
                peer.value("ADMIN_TOKEN"),
                Optional.of(Path.of(peer.value("CA_FILE"))),
                "restricted");
    }

    @Test
    void a_right_that_is_missing_is_named() throws Exception {
        refuses(
                "somewhere-else",
                "Kubernetes default does not allow us to create Jobs in namespace somewhere-else: bind our user to the"
                        + " Role of kubernetes/components/jobs");
    }

    private static KubernetesClient admin() {
        var config = Config.empty();
        config.setMasterUrl(peer.value("URL"));
        config.setOauthToken(peer.value("ADMIN_TOKEN"));
        config.setCaCertFile(peer.value("CA_FILE"));
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static void bind(KubernetesClient admin, String namespace) throws Exception {
        var role = Serialization.unmarshal(Files.readString(ROLE), Role.class);
        admin.rbac().roles().inNamespace(namespace).resource(role).create();
        admin.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("sluice")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "sluice")
                        .addNewSubject("rbac.authorization.k8s.io", "User", peer.value("USER"), null)
                        .build())
                .create();
    }
}
