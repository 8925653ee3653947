package routes.kubernetes;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import io.fabric8.kubernetes.client.KubernetesClientException;

import routes.shared.InvalidInputException;

/** Says what a refusal of the API server means, and whether asking again may help. */
final class Refusals {

    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final Set<Integer> INVALID = Set.of(400, 413, 415, 422);

    /** In the words of the API server, and of the operator of Spark. */
    private static final List<String> QUOTA =
            List.of("exceeded quota", "quota evaluation timed out", "failed to validate resource quota");

    private Refusals() {}

    /**
     * Why something could not be done.
     *
     * @param doing what was tried, such as {@code create Jobs}
     * @return an {@link InvalidInputException} for what is refused for good, an {@link IOException} for what may heal
     */
    static Exception of(KubernetesClientException refusal, Cluster cluster, String namespace, String doing) {
        var said = said(refusal);
        var code = refusal.getCode();
        if (code == UNAUTHORIZED) {
            return new InvalidInputException(
                    "Kubernetes " + cluster.connection() + " does not know who we are: see whether the token or the"
                            + " kubeconfig of routes.connections.kubernetes." + cluster.connection() + " has expired",
                    refusal);
        }
        if (code == FORBIDDEN) {
            return forbidden(refusal, cluster, namespace, doing, said);
        }
        if (code == NOT_FOUND) {
            return new InvalidInputException(missing(cluster, namespace, said), refusal);
        }
        if (INVALID.contains(code)) {
            return new InvalidInputException(
                    "Kubernetes " + cluster.connection() + " refuses it as invalid: " + said, refusal);
        }
        var busy = code == TOO_MANY ? " has too much to do: " : code <= 0 ? " does not answer: " : " failed: ";
        return new IOException("Kubernetes " + cluster.connection() + busy + said, refusal);
    }

    private static Exception forbidden(
            KubernetesClientException refusal, Cluster cluster, String namespace, String doing, String said) {
        // The rights may be right: a quota is free again once others have ended.
        if (QUOTA.stream().anyMatch(said::contains)) {
            return new IOException("Kubernetes " + cluster.connection() + " has no quota left: " + said, refusal);
        }
        if (said.contains("being terminated")) {
            return new InvalidInputException(
                    "namespace " + namespace + " of Kubernetes " + cluster.connection() + " is being deleted", refusal);
        }
        // No right of ours would change the mind of a webhook.
        if (said.contains("denied the request")) {
            return new InvalidInputException("Kubernetes " + cluster.connection() + " refuses it: " + said, refusal);
        }
        return new InvalidInputException(
                "Kubernetes " + cluster.connection() + " does not allow us to " + doing + " in namespace " + namespace
                        + ": bind our user to the Role of kubernetes/components/jobs (" + said + ")",
                refusal);
    }

    private static String missing(Cluster cluster, String namespace, String said) {
        return isOfNamespace(said)
                ? "Kubernetes " + cluster.connection() + " has no namespace " + namespace
                        + ": create it, or name another"
                : "Kubernetes " + cluster.connection() + " does not find it: " + said;
    }

    /** Whether it is not the namespace or one object that is missing, but all that is asked for. */
    static boolean isOfUnknownKind(KubernetesClientException refusal) {
        var status = refusal.getStatus();
        var named = status != null
                && status.getDetails() != null
                && status.getDetails().getName() != null;
        return refusal.getCode() == NOT_FOUND && !named && !isOfNamespace(said(refusal));
    }

    private static boolean isOfNamespace(String said) {
        return said.contains("namespaces \"");
    }

    /** In the server's own words, without the address that was asked. */
    static String said(KubernetesClientException refusal) {
        var status = refusal.getStatus();
        if (status != null
                && status.getMessage() != null
                && !status.getMessage().isBlank()) {
            return status.getMessage();
        }
        return refusal.getCode() <= 0 ? transport(refusal) : "HTTP " + refusal.getCode();
    }

    /** Why there was no answer; the client says only that there was none. */
    private static String transport(Throwable refusal) {
        var cause = refusal;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }
}
