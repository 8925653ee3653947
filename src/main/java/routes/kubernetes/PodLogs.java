package routes.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;

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
        try (InputStream lines = cluster.client()
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(container)
                // Otherwise it would watch the pod, which our Role does not allow, until it starts.
                .withReadyWaitTimeout(0)
                .getLogInputStream()) {
            if (lines != null) {
                lines.transferTo(log);
            }
        } catch (KubernetesClientException e) {
            // A container that has not started has no log, which is no reason to miss those of the others.
            if (e.getCode() != BAD_REQUEST && e.getCode() != Refusals.NOT_FOUND) {
                throw e;
            }
            write(log, "(no log: " + Refusals.said(e) + ")\n");
        }
    }

    private static void write(OutputStream log, String text) throws IOException {
        log.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
