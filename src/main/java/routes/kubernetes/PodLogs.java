package routes.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.internal.OperationSupport;
import io.fabric8.kubernetes.client.utils.URLUtils;

/** Copies the logs of all containers of some pods, one after the other. */
final class PodLogs {

    private static final int BAD_REQUEST = 400;

    private PodLogs() {}

    static void copy(Cluster cluster, String namespace, List<Pod> pods, OutputStream log) throws IOException {
        for (var pod : pods) {
            var containers = Stream.concat(
                            Lines.orEmpty(pod.getSpec().getInitContainers()).stream(),
                            pod.getSpec().getContainers().stream())
                    .map(Container::getName)
                    .toList();
            for (var container : containers) {
                var name = pod.getMetadata().getName();
                if (pods.size() > 1 || containers.size() > 1) {
                    write(log, "--- pod " + name + ", container " + container + "\n");
                }
                copy(cluster, namespace, name, container, log);
            }
        }
    }

    private static void copy(Cluster cluster, String namespace, String pod, String container, OutputStream log)
            throws IOException {
        try (var lines = new LogRequest(cluster.client()).open(namespace, pod, container)) {
            lines.transferTo(log);
        } catch (KubernetesClientException e) {
            // A container that has not started has no log, which is no reason to miss those of the others.
            if (e.getCode() != BAD_REQUEST && e.getCode() != Refusals.NOT_FOUND) {
                throw e;
            }
            write(log, "(no log: " + Refusals.said(e) + ")\n");
        }
    }

    /**
     * Asks for a log and nothing else. The client's own way may watch the pod until it starts, which our Role does not allow, however
     * short it is told to wait.
     */
    private static final class LogRequest extends OperationSupport {

        LogRequest(KubernetesClient client) {
            super(client);
        }

        InputStream open(String namespace, String pod, String container) {
            var path = URLUtils.join(
                    getConfig().getMasterUrl(),
                    "api/v1/namespaces",
                    namespace,
                    "pods",
                    pod,
                    "log?container=" + container);
            try {
                return handleRawGet(URI.create(path).toURL(), InputStream.class);
            } catch (IOException e) {
                throw KubernetesClientException.launderThrowable(e);
            }
        }
    }

    private static void write(OutputStream log, String text) throws IOException {
        log.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
