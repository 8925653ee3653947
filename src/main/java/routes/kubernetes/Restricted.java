package routes.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/**
 * Takes from a pod the rights that the Pod Security Standard "restricted" denies, as far as its template does not say otherwise.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class Restricted {

    private Restricted() {}

    static void apply(PodSpec pod) {
        var context = pod.edit().editOrNewSecurityContext();
        if (context.getRunAsNonRoot() == null) {
            context.withRunAsNonRoot(true);
        }
        if (!context.hasSeccompProfile()) {
            context.withNewSeccompProfile(null, "RuntimeDefault");
        }
        pod.setSecurityContext(context.endSecurityContext().build().getSecurityContext());
        pod.getContainers().forEach(Restricted::apply);
        pod.getInitContainers().forEach(Restricted::apply);
    }

    private static void apply(Container container) {
        var had = container.getSecurityContext();
        var context = new SecurityContextBuilder(had == null ? new SecurityContext() : had);
        if (context.getAllowPrivilegeEscalation() == null) {
            context.withAllowPrivilegeEscalation(false);
        }
        if (!context.hasCapabilities()) {
            context.withNewCapabilities().withDrop(List.of("ALL")).endCapabilities();
        }
        container.setSecurityContext(context.build());
    }
}
