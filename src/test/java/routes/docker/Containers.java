package routes.docker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import routes.docker.ContainerRequest.Limits;
import routes.external.Task;

/** Steps that ask for containers, one after the other with a name that no other has. */
final class Containers {

    static final String HOST = "server0";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SALT = Long.toHexString(System.nanoTime());

    private String image;
    private PullPolicy pull = PullPolicy.NEVER;
    private List<String> entrypoint = List.of();
    private List<String> command = List.of();
    private Map<String, String> environment = Map.of();
    private Map<String, String> secrets = Map.of();
    private long memory;
    private List<String> binds = List.of();
    private String user;
    private boolean readOnly;
    private int stopSeconds = 1;
    private RemovePolicy remove = RemovePolicy.ALWAYS;

    private Containers(String image, String... command) {
        this.image = image;
        this.command = List.of(command);
    }

    static Containers of(String image, String... command) {
        return new Containers(image, command);
    }

    Containers pull(PullPolicy policy) {
        pull = policy;
        return this;
    }

    Containers entrypoint(String program) {
        entrypoint = List.of(program);
        return this;
    }

    Containers environment(String name, String value) {
        environment = Map.of(name, value);
        return this;
    }

    Containers secret(String name, String reference) {
        secrets = Map.of(name, reference);
        return this;
    }

    Containers mebibytes(long limit) {
        memory = limit << 20;
        return this;
    }

    Containers bind(String bind) {
        binds = List.of(bind);
        return this;
    }

    Containers user(String name) {
        user = name;
        return this;
    }

    Containers readOnly() {
        readOnly = true;
        return this;
    }

    Containers remove(RemovePolicy policy) {
        remove = policy;
        return this;
    }

    Task<ContainerRequest> task() {
        return task(HOST);
    }

    Task<ContainerRequest> task(String host) {
        var request = new ContainerRequest(
                host,
                image,
                pull,
                entrypoint,
                command,
                environment,
                secrets,
                new Limits(memory, 0),
                null,
                binds,
                user,
                null,
                readOnly,
                stopSeconds,
                remove,
                false);
        var number = COUNT.incrementAndGet();
        return new Task<>("produce-" + SALT + "-" + number, request, null, "daily", number, "produce", 1, null);
    }
}
