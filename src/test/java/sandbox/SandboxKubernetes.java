package sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * A stand-in for the API server of a Kubernetes cluster with one node, as far as Jobs, pods, their logs, events and
 * SparkApplications go. Containers run as processes of this machine, see {@link KubernetesNode}. It refuses as the real one does,
 * and misbehaves if told to. Its methods may be called from any thread.
 */
public final class SandboxKubernetes extends StandInServer {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final KubernetesObjects objects = new KubernetesObjects();
    private final KubernetesNode node = new KubernetesNode(objects);
    private final KubernetesJobController jobs = new KubernetesJobController(objects, node, clock);
    private final KubernetesApi api = new KubernetesApi(objects, jobs, node);

    /** What the next request meets with. */
    public enum Trouble {
        /** 429, as its priority and fairness says it. */
        BUSY(refusal(429, "TooManyRequests", "Too many requests, please try again later.")),
        /** 500. */
        BROKEN(refusal(500, "InternalError", "Internal error occurred: etcdserver: leader changed")),
        /** No answer at all. */
        HANGS(Fault.of(Fault.Kind.HANG)),
        /** It is done, but the connection ends before the answer. */
        CUT(Fault.of(Fault.Kind.CUT_AFTERWARDS)),
        /** It is done, but the answer ends in its middle. */
        HALF(Fault.of(Fault.Kind.HALF));

        private final Fault fault;

        Trouble(Fault fault) {
            this.fault = fault;
        }

        /** The same, for some requests only. */
        public Fault fault() {
            return fault;
        }

        private static Fault refusal(int status, String reason, String message) {
            var body = KubernetesApi.status(status, reason, message).body();
            return Fault.answer(status, new String(body, StandardCharsets.UTF_8));
        }
    }

    private SandboxKubernetes() {
        super("Kubernetes", false);
        api.createNamespace("default");
    }

    /** Starts a stand-in with a namespace {@code default}. */
    public static SandboxKubernetes started() {
        var kubernetes = new SandboxKubernetes();
        AtExit.close(kubernetes);
        kubernetes.start();
        return kubernetes;
    }

    /** Address of the API. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The one token that it knows. */
    public String token() {
        return "sandbox-kubernetes-token";
    }

    /** Says what an image runs where the container names no command. */
    public void image(String name, List<String> entryPoint) {
        node.image(name, entryPoint);
    }

    /** Makes a namespace. */
    public void createNamespace(String name) {
        api.createNamespace(name);
    }

    /** Makes a Secret of texts. */
    public void createSecret(String namespace, String name, Map<String, String> texts) {
        var secret = KubernetesObjects.JSON.createObjectNode();
        secret.withObject("/metadata").put("name", name);
        texts.forEach(secret.withObject("/stringData")::put);
        objects.create(namespace + "/secrets", secret);
    }

    /** Denies what is done by this verb in this namespace. */
    public void forbid(String verb, String namespace) {
        api.forbid(verb, namespace);
    }

    /** Lets only pods with restricted rights into the namespace. */
    public void restrict(String namespace) {
        jobs.restrict(namespace);
    }

    /** Lets no more pods into the namespace, because its quota is used up. */
    public void fill(String namespace) {
        jobs.fill(namespace);
    }

    /** Takes the operator of Spark away, or brings it back. */
    public void spark(boolean there) {
        api.spark(there);
    }

    /** Misbehaves towards the next requests, one fault each. */
    public void misbehave(Trouble... next) {
        for (var trouble : next) {
            next(".*", trouble.fault);
        }
    }

    /** How many objects of a kind, such as {@code jobs}, are there. */
    public int count(String namespace, String kind) {
        return objects.list(namespace + "/" + kind, "", "").size();
    }

    /** Changes an object as a controller would. */
    public void change(String namespace, String kind, String name, Consumer<ObjectNode> change) {
        synchronized (objects) {
            var object = objects.get(namespace + "/" + kind, name);
            change.accept(object);
            objects.put(namespace + "/" + kind, object);
        }
    }

    /** Adds an object as a controller would. */
    public void add(String namespace, String kind, ObjectNode object) {
        objects.create(namespace + "/" + kind, object);
    }

    @Override
    Reply answer(String method, String path, Map<String, String> query, HttpExchange exchange, byte[] body)
            throws IOException {
        var answer = answer(exchange, body);
        return new Reply(answer.status(), Map.of("Content-Type", answer.contentType()), answer.body(), false);
    }

    private KubernetesApi.Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        return ("Bearer " + token()).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? api.answer(exchange.getRequestMethod(), exchange.getRequestURI(), body)
                : KubernetesApi.status(401, "Unauthorized", "Unauthorized");
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        node.close();
        super.close();
    }
}
