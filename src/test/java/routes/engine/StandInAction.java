package routes.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

/** An action that does what a test says for an object's key and a step, and keeps what it was asked. */
@ApplicationScoped
public class StandInAction implements Action {

    /** What the action does when it is asked. */
    @FunctionalInterface
    public interface Behaviour {

        Progress proceed(Call call) throws Exception;
    }

    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "stand-in";
    }

    /** Says what becomes of a step of the run for an object. */
    public void let(String key, String step, Behaviour behaviour) {
        behaviours.put(key + "/" + step, behaviour);
    }

    @Override
    public Progress proceed(Call call) throws Exception {
        var name = call.run().getEvent().key() + "/" + call.stepId();
        asked.add(name);
        if (!call.begun()) {
            begun.add(name);
        }
        var behaviour = behaviours.get(name);
        return behaviour == null ? new Progress.Done(call.stepId() + " done") : behaviour.proceed(call);
    }

    @Override
    public void cancel(Call call) {
        cancelled.add(call.run().getEvent().key() + "/" + call.stepId());
    }

    /** Which steps were begun for an object, in their order. */
    public List<String> begun(String key) {
        return of(begun, key);
    }

    /** Which steps were asked for an object, in their order. */
    public List<String> asked(String key) {
        return of(asked, key);
    }

    /** Which steps were cancelled for an object. */
    public List<String> cancelled(String key) {
        return of(cancelled, key);
    }

    /** A step that goes on until somebody wakes its run. */
    public static Progress pending() {
        return new Progress.Pending(Instant.MAX);
    }

    private static List<String> of(List<String> names, String key) {
        return names.stream()
                .filter(name -> name.startsWith(key + "/"))
                .map(name -> name.substring(key.length() + 1))
                .toList();
    }
}
