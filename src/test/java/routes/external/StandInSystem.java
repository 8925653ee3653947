package routes.external;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.InvalidInputException;

/** A system in memory whose work ends when the test says so. Work is named by the key of its run's object. */
@ApplicationScoped
class StandInSystem implements ExternalSystem<StandInSystem.Request> {

    /** What a step asks for. */
    record Request(String name, String connection) {}

    /** Trouble at the next begin. */
    enum Trouble {
        REFUSES,
        DOES_NOT_ANSWER,
        BEGINS_AND_DOES_NOT_ANSWER
    }

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, Sighting> ends = new ConcurrentHashMap<>();
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final List<String> released = new CopyOnWriteArrayList<>();
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private volatile boolean stopRemovesLog;

    /** Lets some work be answered for no more, until it is let go on. */
    void hold(String name) {
        held.put(name, new CountDownLatch(1));
    }

    void letGoOn(String name) {
        held.remove(name).countDown();
    }

    private void answer(String name) throws InterruptedException {
        var latch = held.get(name);
        if (latch != null) {
            latch.await();
        }
    }

    void unreadableLog(String name, boolean isUnreadable) {
        if (isUnreadable) {
            unreadable.add(name);
        } else {
            unreadable.remove(name);
        }
    }

    void stopRemovesLog(boolean removes) {
        stopRemovesLog = removes;
    }

    void trouble(String name, Trouble... next) {
        troubles.put(name, new ConcurrentLinkedQueue<>(List.of(next)));
    }

    /** Says what happens while the begin of some work is under way. */
    void meanwhile(String name, Runnable event) {
        meanwhile.put(name, event);
    }

    void end(String name, Sighting sighting) {
        ends.put(name, sighting);
    }

    void away(String connection, boolean isAway) {
        if (isAway) {
            away.add(connection);
        } else {
            away.remove(connection);
        }
    }

    long starts(String name) {
        return starts.stream().filter(name::equals).count();
    }

    List<String> stopped() {
        return stopped;
    }

    List<String> released() {
        return released;
    }

    @Override
    public String action() {
        return "stand-in-job";
    }

    @Override
    public Class<Request> requestType() {
        return Request.class;
    }

    @Override
    public Request request(Parameters parameters) {
        return new Request(parameters.required("name"), parameters.text("connection", "near"));
    }

    @Override
    public String connection(Request request) {
        return request.connection();
    }

    @Override
    public Begun begin(Task<Request> task) throws IOException, InterruptedException {
        var name = task.request().name();
        answer(name);
        var trouble = troubles.getOrDefault(name, new ConcurrentLinkedQueue<>()).poll();
        if (trouble == Trouble.REFUSES) {
            throw new InvalidInputException("there is no room for " + name + ": make some");
        }
        if (trouble == Trouble.DOES_NOT_ANSWER) {
            throw new IOException("connection reset");
        }
        meanwhile.getOrDefault(name, () -> {}).run();
        if (names.put(task.externalId(), name) == null) {
            starts.add(name);
        }
        if (trouble == Trouble.BEGINS_AND_DOES_NOT_ANSWER) {
            throw new IOException("no answer in time");
        }
        return new Begun("handle-of-" + task.externalId(), "http://stand-in/" + name);
    }

    @Override
    public Map<String, Sighting> look(String connection, Collection<Task<Request>> tasks) throws IOException {
        if (away.contains(connection)) {
            throw new IOException("connection refused");
        }
        var seen = new HashMap<String, Sighting>();
        for (var task : tasks) {
            var end = ends.get(task.request().name());
            if (end != null) {
                seen.put(task.externalId(), end);
            }
        }
        return seen;
    }

    @Override
    public boolean stopRemovesLog() {
        return stopRemovesLog;
    }

    @Override
    public void stop(Task<Request> task) throws IOException, InterruptedException {
        answer(task.request().name());
        if (away.contains(task.request().connection())) {
            throw new ConnectException("connection refused");
        }
        stopped.add(task.request().name());
    }

    @Override
    public void copyLog(Task<Request> task, OutputStream log) throws IOException, InterruptedException {
        answer(task.request().name());
        if (unreadable.contains(task.request().name())) {
            throw new ConnectException("connection refused");
        }
        if (stopRemovesLog && stopped.contains(task.request().name())) {
            return;
        }
        log.write(("log of\n" + task.request().name()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void release(Task<Request> task) {
        released.add(task.request().name());
    }
}
