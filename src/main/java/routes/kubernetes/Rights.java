package routes.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Asks a cluster what we may do there, without doing it. What can be looked at is better looked at. */
final class Rights {

    private static final List<Right> CHANGING = List.of(
            new Right("create", "batch", "jobs", null),
            new Right("delete", "batch", "jobs", null),
            new Right("get", "", "pods", "log"));

    private Rights() {}

    private record Right(String verb, String group, String resource, String part) {

        @Override
        public String toString() {
            return verb + " " + resource + (part == null ? "" : "/" + part);
        }
    }

    /** What we are not allowed to do of what Jobs need. */
    static List<String> missing(KubernetesClient client, String namespace) {
        return CHANGING.stream()
                .filter(right -> !has(client, namespace, right))
                .map(Right::toString)
                .toList();
    }

    private static boolean has(KubernetesClient client, String namespace, Right right) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(right.resource())
                .withSubresource(right.part())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed());
    }
}
