package peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

import routes.kubernetes.JobSteps;

/** A real API server, where our user has no more rights than our Role gives it. */
final class KubernetesPeer {

    private static final Path ROLE = Path.of("kubernetes/components/jobs/role.yaml");

    private KubernetesPeer() {}

    static JobSteps.Server server(Peer peer, String restricted) {
        return new JobSteps.Server(
                URI.create(peer.value("URL")),
                peer.value("TOKEN"),
                peer.value("ADMIN_TOKEN"),
                Optional.of(Path.of(peer.value("CA_FILE"))),
                restricted);
    }

    /** A client with all rights, to be closed. */
    static KubernetesClient admin(Peer peer) {
        var config = Config.empty();
        config.setMasterUrl(peer.value("URL"));
        config.setOauthToken(peer.value("ADMIN_TOKEN"));
        config.setCaCertFile(peer.value("CA_FILE"));
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Gives our user the rights of our Role in a namespace. */
    static void bind(KubernetesClient admin, Peer peer, String namespace) throws IOException {
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
