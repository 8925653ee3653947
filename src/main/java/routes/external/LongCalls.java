package routes.external;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Calls of external systems that a run waits for a moment only, since it holds a thread of the engine. A longer one goes on; the
 * run asks again later, and learns then how it went.
 */
@ApplicationScoped
class LongCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /** Something that may be done twice: by another replica, or after a crash. */
    @FunctionalInterface
    interface Work {

        void run() throws Exception;
    }

    /**
     * Does something once, however often it is asked for while it is under way.
     *
     * @param name tells it from others
     * @param failsLate is told if it fails when nobody waits for it any more
     * @return whether it is done
     * @throws Exception by which it failed, since it was last asked for
     */
    boolean done(String name, Executor lane, Work work, Runnable failsLate) throws Exception {
        var fresh = new CompletableFuture<Void>();
        var known = underWay.putIfAbsent(name, fresh);
        if (known == null) {
            lane.execute(() -> run(name, fresh, work));
        }
        var call = known == null ? fresh : known;
        try {
            call.get(known == null ? PATIENCE.toMillis() : 0, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            if (known == null) {
                call.whenComplete((done, failure) -> {
                    if (failure != null) {
                        failsLate.run();
                    }
                });
            }
            return false;
        } catch (ExecutionException e) {
            underWay.remove(name, call);
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    /** Nobody will ask for it again. */
    void forget(String name) {
        underWay.remove(name);
    }

    private void run(String name, CompletableFuture<Void> call, Work work) {
        try {
            work.run();
            call.complete(null);
            underWay.remove(name, call);
        } catch (Exception | Error e) {
            // It is remembered until somebody asks.
            call.completeExceptionally(e);
        }
    }
}
