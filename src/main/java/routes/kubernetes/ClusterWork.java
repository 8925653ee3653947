package routes.kubernetes;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;

import routes.external.Begun;
import routes.external.ExternalSystem;
import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/**
 * Work that is one object of Kubernetes: created under the name of the step, found again by it, looked for by labels, and ended by
 * being deleted.
 *
 * @param <R> what a step asks for
 * @param <T> the object
 */
abstract class ClusterWork<R extends Placed, T extends HasMetadata> implements ExternalSystem<R> {

    private final Clusters clusters;
    private final Clock clock;

    ClusterWork(Clusters clusters, Clock clock) {
        this.clusters = clusters;
        this.clock = clock;
    }

    /** What the object is called in messages, such as Job. */
    abstract String kind();

    /** What to do where the server does not know such objects. */
    abstract String remedyOfUnknown();

    /** The objects of a namespace. */
    abstract NonNamespaceOperation<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> objects(
            Cluster cluster, String namespace);

    /** The object of a step, with its name and marks. */
    abstract T marked(Task<R> task);

    /** Name of the object. */
    String name(Task<R> task) {
        return Marks.name(task, Marks.LONGEST);
    }

    /** How an object that is there comes on, or ended. */
    abstract Sighting sighting(Cluster cluster, Task<R> task, T object);

    /** Is told what is still looked for. */
    abstract void lookedFor(String connection, Collection<String> externalIds);

    @Override
    public String connection(R request) {
        return request.connection();
    }

    @Override
    public Begun begin(Task<R> task) throws Exception {
        var cluster = cluster(task);
        var namespace = task.request().namespace();
        try {
            // A word that the server does not know would be dropped silently otherwise, and the step would run without
            // it.
            objects(cluster, namespace)
                    .resource(marked(task))
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != Refusals.CONFLICT) {
                throw refused(e, cluster, namespace, "create " + kind() + "s");
            }
            requireOwn(objects(cluster, namespace).withName(name(task)).get(), task, cluster);
        }
        return new Begun(namespace + "/" + name(task), cluster.link(namespace, name(task)));
    }

    private void requireOwn(T object, Task<R> task, Cluster cluster) throws IOException {
        if (object == null || object.getMetadata().getDeletionTimestamp() != null) {
            throw new IOException("a " + kind() + " " + name(task) + " is just being deleted");
        }
        if (!Marks.isOf(object, task, clock)) {
            throw Marks.foreign(object, cluster);
        }
    }

    @Override
    public Map<String, Sighting> look(String connection, Collection<Task<R>> tasks) throws Exception {
        var cluster = clusters.get(connection);
        var seen = new HashMap<String, Sighting>();
        var namespaces = tasks.stream()
                .collect(Collectors.groupingBy(task -> task.request().namespace()));
        var refusals = new HashMap<String, Exception>();
        for (var group : namespaces.entrySet()) {
            try {
                look(cluster, group.getKey(), group.getValue(), seen);
            } catch (KubernetesClientException e) {
                var refusal = refused(e, cluster, group.getKey(), "list " + kind() + "s, pods and events");
                if (e.getCode() <= 0) {
                    // A server that does not answer would be waited for once more for each namespace.
                    throw refusal;
                }
                refusals.put(group.getKey(), refusal);
            }
        }
        if (!refusals.isEmpty() && refusals.size() == namespaces.size()) {
            throw refusals.values().iterator().next();
        }
        refusals.forEach((namespace, refusal) -> note(namespaces.get(namespace), refusal, seen));
        lookedFor(connection, seen.keySet());
        return seen;
    }

    private void look(Cluster cluster, String namespace, List<Task<R>> tasks, Map<String, Sighting> seen) {
        var found = new HashMap<String, T>();
        for (var some : Batches.of(tasks)) {
            objects(cluster, namespace)
                    .withLabelSelector(Marks.selector(some))
                    .list()
                    .getItems()
                    .forEach(object -> found.put(object.getMetadata().getName(), object));
        }
        for (var task : tasks) {
            var object = found.get(name(task));
            seen.put(
                    task.externalId(),
                    object == null || !Marks.isOf(object, task, clock) ? gone(task) : sighting(cluster, task, object));
        }
    }

    /** What one namespace refuses must not hide what has ended in the others. */
    private void note(List<Task<R>> tasks, Exception refusal, Map<String, Sighting> seen) {
        var unknown = new Sighting.Underway("it cannot be looked for: " + refusal.getMessage());
        tasks.forEach(task -> seen.putIfAbsent(task.externalId(), unknown));
    }

    private Sighting gone(Task<R> task) {
        return Sighting.Failed.forGood(kind() + " " + task.request().namespace() + "/" + name(task)
                + " is gone: somebody deleted it, or it outlived its timeToLive before its end was seen; see what it"
                + " has done, then retry the run");
    }

    @Override
    public boolean stopRemovesLog() {
        return true;
    }

    @Override
    public void stop(Task<R> task) throws Exception {
        var cluster = cluster(task);
        var namespace = task.request().namespace();
        try {
            var object = objects(cluster, namespace).withName(name(task));
            var found = object.get();
            if (found != null && Marks.isOf(found, task, clock)) {
                // Its pods with it; an API server alone would leave them running.
                object.withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
            }
        } catch (KubernetesClientException e) {
            throw refused(e, cluster, namespace, "delete " + kind() + "s");
        }
    }

    private Exception refused(KubernetesClientException refusal, Cluster cluster, String namespace, String doing) {
        return Refusals.isOfUnknownKind(refusal)
                ? new InvalidInputException(
                        "Kubernetes " + cluster.connection() + " knows no " + kind() + "s: " + remedyOfUnknown(),
                        refusal)
                : Refusals.of(refusal, cluster, namespace, doing);
    }

    final Cluster cluster(Task<R> task) {
        return clusters.get(task.request().connection());
    }

    /** The namespace a step names, or else that of the connection. */
    final String namespace(String connection, String named) {
        return named == null ? clusters.get(connection).namespace() : named;
    }
}
