package sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The one node of the stand-in of Kubernetes. It has no images: a container is a process of this machine, with the environment
 * that the pod gives it and no other but the PATH. An image whose name begins with {@code missing/} cannot be pulled.
 */
final class KubernetesNode {

    /** Where a container leaves a message; here every pod has its own file in its place. */
    private static final String TERMINATION_LOG = "/dev/termination-log";

    private final KubernetesObjects objects;
    private final Path folder;
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Map<String, List<String>> entryPoints = new ConcurrentHashMap<>();

    /** Is told the exit code of each container. */
    interface Ended {
        void of(ObjectNode pod, int exitCode);
    }

    KubernetesNode(KubernetesObjects objects) {
        this.objects = objects;
        this.folder = SandboxDirectory.create("kubernetes");
    }

    /** Says what an image runs by itself. */
    void image(String name, List<String> entryPoint) {
        entryPoints.put(name, List.copyOf(entryPoint));
    }

    /** Starts a pod, or says in its status why it cannot be. */
    void start(String namespace, ObjectNode pod, Ended ended) {
        var container = pod.at("/spec/containers/0");
        var image = container.path("image").asText();
        if (pod.at("/spec/nodeSelector").size() > 0) {
            unscheduled(pod);
        } else if (image.startsWith("missing/")) {
            waiting(pod, "ImagePullBackOff", "Back-off pulling image \"" + image + "\"");
            event(namespace, pod, "Failed", "Failed to pull image \"" + image + "\": not found");
        } else {
            try {
                run(namespace, pod, container, environment(namespace, pod, container), ended);
            } catch (MissingSecret e) {
                waiting(pod, "CreateContainerConfigError", e.getMessage());
            } catch (IOException e) {
                terminated(pod, 128, "StartError", e.getMessage());
                ended.of(pod, 128);
            }
        }
        objects.put(namespace + "/pods", pod);
    }

    private void run(String namespace, ObjectNode pod, JsonNode container, Map<String, String> environment, Ended ended)
            throws IOException {
        var name = pod.at("/metadata/name").asText();
        var message = folder.resolve(name + ".message");
        var own = entryPoints.getOrDefault(container.path("image").asText(), List.of());
        var words = new ArrayList<>(container.path("command").isEmpty() ? own : List.<String>of());
        container.path("command").forEach(word -> words.add(expanded(word.asText(), environment)));
        container.path("args").forEach(word -> words.add(expanded(word.asText(), environment)));
        words.replaceAll(word -> word.replace(TERMINATION_LOG, message.toString()));
        var process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name))
                .redirectInput(new File("/dev/null"));
        process.environment().keySet().removeIf(key -> !key.equals("PATH"));
        process.environment().putAll(environment);
        var started = process.start();
        running.put(name, started);
        pod.withObject("/status").put("phase", "Running");
        state(pod).putObject("running").put("startedAt", KubernetesObjects.now());
        // On another thread, which waits until the pod is noted as running; one that has ended already would be told
        // before.
        started.onExit().thenAcceptAsync(done -> end(namespace, name, done.exitValue(), message, ended));
    }

    private void end(String namespace, String name, int exitCode, Path message, Ended ended) {
        synchronized (objects) {
            running.remove(name);
            var pod = objects.get(namespace + "/pods", name);
            if (pod != null) {
                terminated(pod, exitCode, reason(exitCode), said(name, message, exitCode));
                objects.put(namespace + "/pods", pod);
                ended.of(pod, exitCode);
            }
        }
    }

    private static String reason(int exitCode) {
        return exitCode == 0 ? "Completed" : exitCode == 137 ? "OOMKilled" : "Error";
    }

    private String said(String pod, Path message, int exitCode) {
        try {
            return Files.exists(message) ? Files.readString(message) : exitCode == 0 ? "" : text(pod);
        } catch (IOException e) {
            return "";
        }
    }

    /** What the container of a pod has written, or null if it has not started. */
    String text(String pod) {
        try {
            return log(pod).exists() ? Files.readString(log(pod).toPath(), StandardCharsets.UTF_8) : null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void kill(String pod) {
        var process = running.remove(pod);
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    void close() {
        List.copyOf(running.keySet()).forEach(this::kill);
        SandboxDirectory.delete(folder);
    }

    private File log(String pod) {
        return folder.resolve(pod + ".log").toFile();
    }

    private static final class MissingSecret extends Exception {
        MissingSecret(String message) {
            super(message);
        }
    }

    private Map<String, String> environment(String namespace, JsonNode pod, JsonNode container) throws MissingSecret {
        var environment = new HashMap<String, String>();
        for (var variable : container.path("env")) {
            var name = variable.path("name").asText();
            var reference = variable.at("/valueFrom/secretKeyRef");
            var field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
            if (!field.isEmpty()) {
                environment.put(
                        name,
                        field.equals("status.podIP")
                                ? "127.0.0.1"
                                : pod.at("/" + field.replace('.', '/')).asText());
            } else if (reference.isMissingNode()) {
                environment.put(name, expanded(variable.path("value").asText(), environment));
            } else {
                var secret = secret(namespace, reference);
                if (secret != null) {
                    environment.put(name, secret);
                }
            }
        }
        return environment;
    }

    private String secret(String namespace, JsonNode reference) throws MissingSecret {
        var name = reference.path("name").asText();
        var key = reference.path("key").asText();
        var secret = objects.get(namespace + "/secrets", name);
        var value = secret == null ? null : secret.path("stringData").path(key).asText(null);
        if (value == null && !reference.path("optional").asBoolean()) {
            throw new MissingSecret(
                    secret == null
                            ? "secret \"" + name + "\" not found"
                            : "couldn't find key " + key + " in Secret " + namespace + "/" + name);
        }
        return value;
    }

    /** As the kubelet does: {@code $(NAME)} is a variable, {@code $$} a dollar. */
    private static String expanded(String text, Map<String, String> environment) {
        var result = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var close = text.startsWith("$(", i) ? text.indexOf(')', i) : -1;
            if (text.startsWith("$$", i)) {
                result.append('$');
                i++;
            } else if (close > 0 && environment.containsKey(text.substring(i + 2, close))) {
                result.append(environment.get(text.substring(i + 2, close)));
                i = close;
            } else {
                result.append(text.charAt(i));
            }
        }
        return result.toString();
    }

    private static ObjectNode state(ObjectNode pod) {
        var status = pod.withObject("/status");
        var container = status.putArray("containerStatuses").addObject();
        container.put("name", pod.at("/spec/containers/0/name").asText());
        return container.putObject("state");
    }

    private static void waiting(ObjectNode pod, String reason, String message) {
        pod.withObject("/status").put("phase", "Pending");
        state(pod).putObject("waiting").put("reason", reason).put("message", message);
    }

    private static void terminated(ObjectNode pod, int exitCode, String reason, String message) {
        pod.withObject("/status").put("phase", exitCode == 0 ? "Succeeded" : "Failed");
        state(pod)
                .putObject("terminated")
                .put("exitCode", exitCode)
                .put("reason", reason)
                .put("message", message);
    }

    private static void unscheduled(ObjectNode pod) {
        var status = pod.withObject("/status");
        status.put("phase", "Pending");
        status.putArray("conditions")
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "False")
                .put("reason", "Unschedulable")
                .put("message", "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
    }

    /** Tells of something that went wrong. */
    void event(String namespace, ObjectNode about, String reason, String message) {
        var event = KubernetesObjects.JSON.createObjectNode();
        var name = about.at("/metadata/name").asText();
        event.withObject("/metadata").put("name", name + "." + Long.toHexString(System.nanoTime()));
        event.withObject("/involvedObject")
                .put("kind", about.path("kind").asText())
                .put("name", name);
        event.put("kind", "Event").put("apiVersion", "v1").put("type", "Warning");
        event.put("reason", reason).put("message", message).put("lastTimestamp", KubernetesObjects.now());
        objects.create(namespace + "/events", event);
    }
}
