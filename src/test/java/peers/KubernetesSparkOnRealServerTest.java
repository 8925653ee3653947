package peers;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.kubernetes.JobSteps;
import routes.kubernetes.SparkApplicationsContract;

/** The contract on a real API server with the schema of Spark's operator. The operator itself is played by the test. */
@Tag("peers")
class KubernetesSparkOnRealServerTest extends SparkApplicationsContract {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Peer peer;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() throws Exception {
        peer = Peer.start("kubernetes-spark");
        admin = KubernetesPeer.admin(peer);
        KubernetesPeer.bind(admin, peer, "default");
        install();
    }

    @AfterAll
    static void stop() {
        if (admin != null) {
            admin.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    protected JobSteps.Server server() {
        return KubernetesPeer.server(peer, "");
    }

    @Override
    protected void withoutOperator(Check check) throws Exception {
        definition().delete();
        await().atMost(PATIENCE).until(() -> !isServed());
        try {
            check.run();
        } finally {
            install();
        }
    }

    private static void install() throws Exception {
        definition().create();
        await().atMost(PATIENCE).until(KubernetesSparkOnRealServerTest::isServed);
    }

    /** As it is written, so that nothing of its schema is lost. */
    private static Resource<GenericKubernetesResource> definition() throws Exception {
        var yaml = Files.readString(Path.of(peer.value("DEFINITION")));
        return admin.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
    }

    private static boolean isServed() {
        var context = new ResourceDefinitionContext.Builder()
                .withGroup("sparkoperator.k8s.io")
                .withVersion("v1beta2")
                .withKind("SparkApplication")
                .withPlural("sparkapplications")
                .withNamespaced(true)
                .build();
        try {
            var applications = admin.genericKubernetesResources(context).inNamespace("default");
            return applications.list().getItems() != null;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return false;
            }
            throw e;
        }
    }
}
