package peers;

import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Assumptions;

/**
 * A real server, installed and run by {@code src/test/peers/NAME}. The script prints lines {@code NAME=value} with what a client
 * needs, then {@code READY}, and goes on until it is ended. A server that cannot be had here makes it print its reason after
 * {@code SKIP}; the tests are then skipped with that reason.
 */
public final class Peer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Map<String, String> values;

    private Peer(String name, Process process, Map<String, String> values) {
        this.name = name;
        this.process = process;
        this.values = Map.copyOf(values);
    }

    /** Starts a server, and waits until it is ready; skips the tests if it cannot be had. */
    public static Peer start(String name) throws IOException, InterruptedException {
        return start(name, Map.of());
    }

    /** Starts a server whose script is given these variables in its environment. */
    public static Peer start(String name, Map<String, String> environment) throws IOException, InterruptedException {
        var log = Path.of("target", "peers", name + ".log");
        Files.createDirectories(log.getParent());
        var script = new ProcessBuilder(Path.of("src/test/peers", name).toString()).redirectError(log.toFile());
        script.environment().putAll(environment);
        var process = script.start();
        var answer = CompletableFuture.supplyAsync(() -> read(process));
        try {
            var values = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (values.containsKey("SKIP")) {
                skip("no " + name + " here: " + values.get("SKIP"));
            }
            if (!values.containsKey("READY")) {
                fail("%s did not get ready; its log is %s", name, log);
            }
            return new Peer(name, process, values);
        } catch (TimeoutException | ExecutionException e) {
            end(process);
            throw new IllegalStateException(name + " did not get ready; its log is " + log, e);
        }
    }

    /** Says so on the console as well: Maven tells nothing of a class that is skipped as a whole. */
    private static void skip(String reason) {
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }

    /** What the script said of the server. */
    public String value(String key) {
        var value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("src/test/peers/" + name + " prints no " + key);
        }
        return value;
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        // The script ends what it has started.
        process.destroy();
        try {
            process.onExit().get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Map<String, String> read(Process process) {
        var values = new HashMap<String, String>();
        // Left open: the script goes on.
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("SKIP ")) {
                    values.put("SKIP", line.substring("SKIP ".length()));
                    return values;
                }
                if (line.equals("READY")) {
                    values.put("READY", "true");
                    return values;
                }
                var cut = line.indexOf('=');
                if (cut > 0) {
                    values.put(line.substring(0, cut), line.substring(cut + 1));
                }
            }
            return values;
        } catch (IOException e) {
            throw new IllegalStateException("the output of the script cannot be read", e);
        }
    }
}
