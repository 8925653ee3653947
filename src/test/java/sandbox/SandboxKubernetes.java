package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A stand-in for the API server of a Kubernetes cluster with one node, as far as Jobs, pods, their logs, events and
 * SparkApplications go. Containers run as processes of this machine, see {@link KubernetesNode}. It refuses as the real one does,
 * and misbehaves if told to. Its methods may be called from any thread.
 */
public final class SandboxKubernetes implements AutoCloseable {

    private final int port = Ports.free();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final KubernetesObjects objects = new KubernetesObjects();
    private final KubernetesNode node = new KubernetesNode(objects);
    private final KubernetesJobController jobs = new KubernetesJobController(objects, node, clock);
    private final KubernetesApi api = new KubernetesApi(objects, jobs, node);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;

    /** What the next request meets with. */
    public enum Fault {
        /** 429, as its priority and fairness says it. */
        BUSY,
        /** 500. */
        BROKEN,
        /** No answer at all. */
        HANGS,
        /** It is done, but the connection ends before the answer. */
        CUT,
        /** It is done, but the answer ends in its middle. */
        HALF
    }

    /** Starts a stand-in with a namespace {@code default}. */
    public static SandboxKubernetes started() {
        var kubernetes = new SandboxKubernetes();
        AtExit.close(kubernetes);
        kubernetes.start();
        return kubernetes;
    }

    /** Starts it if it is stopped. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the stand-in of Kubernetes on port " + port, e);
        }
        api.createNamespace("default");
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** Stops its API: connections are refused, what runs goes on. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Address of the API. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
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
    public void misbehave(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Requests so far, as {@code METHOD path}. */
    public List<String> requests() {
        return List.copyOf(requests);
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

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var fault = faults.poll();
            if (fault == Fault.BUSY) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(
                        exchange,
                        KubernetesApi.status(429, "TooManyRequests", "Too many requests, please try again later."),
                        false);
            } else if (fault == Fault.BROKEN) {
                send(
                        exchange,
                        KubernetesApi.status(
                                500, "InternalError", "Internal error occurred: etcdserver: leader changed"),
                        false);
            } else if (fault == Fault.HANGS) {
                closed.await();
            } else {
                var answer = answer(exchange, body);
                if (fault != Fault.CUT) {
                    send(exchange, answer, fault == Fault.HALF);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, KubernetesApi.Answer answer, boolean half) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body(), 0, half ? answer.body().length / 2 : answer.body().length);
        exchange.getResponseBody().flush();
    }

    private KubernetesApi.Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        return ("Bearer " + token()).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? api.answer(exchange.getRequestMethod(), exchange.getRequestURI(), body)
                : KubernetesApi.status(401, "Unauthorized", "Unauthorized");
    }

    @Override
    public void close() {
        AtExit.forget(this);
        closed.countDown();
        stop();
        node.close();
        clock.shutdownNow();
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "stand-in of Kubernetes on port " + port;
    }
}
