package sandbox;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Chosen servers, started together and closed together. */
public final class Sandbox implements AutoCloseable {

    private final Map<Server, CompletableFuture<AutoCloseable>> starts = new EnumMap<>(Server.class);

    private Sandbox() {}

    /** Starts these servers at the same time; returns when all are up. If one fails, the others are closed again. */
    public static Sandbox start(Set<Server> servers) {
        var sandbox = new Sandbox();
        for (var server : servers) {
            sandbox.starts.put(server, CompletableFuture.supplyAsync(() -> start(server)));
        }
        try {
            CompletableFuture.allOf(sandbox.starts.values().toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            sandbox.close();
            throw new IllegalStateException("a server of the sandbox does not start: " + e.getCause(), e.getCause());
        }
        return sandbox;
    }

    private static AutoCloseable start(Server server) {
        return switch (server) {
            case POSTGRES -> SandboxPostgres.startedOnUsualPort();
            case STORE -> SandboxStore.started();
            case KAFKA -> SandboxKafka.started();
            case SLACK -> SandboxSlack.started();
            case MARIADB -> SandboxMariaDb.started();
            case SECRETS -> SandboxSecrets.started();
        };
    }

    public boolean has(Server server) {
        return starts.containsKey(server);
    }

    public SandboxPostgres postgres() {
        return (SandboxPostgres) get(Server.POSTGRES);
    }

    public SandboxStore store() {
        return (SandboxStore) get(Server.STORE);
    }

    public SandboxKafka kafka() {
        return (SandboxKafka) get(Server.KAFKA);
    }

    public SandboxSlack slack() {
        return (SandboxSlack) get(Server.SLACK);
    }

    public SandboxMariaDb mariaDb() {
        return (SandboxMariaDb) get(Server.MARIADB);
    }

    public SandboxSecrets secrets() {
        return (SandboxSecrets) get(Server.SECRETS);
    }

    private AutoCloseable get(Server server) {
        var start = starts.get(server);
        if (start == null) {
            throw new IllegalStateException(server + " is not in this sandbox, which has " + starts.keySet());
        }
        return start.join();
    }

    @Override
    public void close() {
        Deque<RuntimeException> failures = new ArrayDeque<>();
        starts.values().stream()
                .filter(start -> !start.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .forEach(server -> close(server, failures));
        if (!failures.isEmpty()) {
            throw failures.peek();
        }
    }

    private static void close(AutoCloseable server, Deque<RuntimeException> failures) {
        try {
            server.close();
        } catch (Exception e) {
            failures.add(new IllegalStateException("cannot close " + server, e));
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(starts.values().stream()
                .filter(start -> !start.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toArray());
    }
}
