package routes.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tells how long a failed run waits for its next attempt: twice as long each time, spread so that crowds come apart. */
final class Backoff {

    private static final int MOST_DOUBLINGS = 30;

    private Backoff() {}

    /**
     * @param attempts attempts that have failed, at least 1
     * @return between half and the whole of the doubled delay
     */
    static Duration after(int attempts, EngineConfig.Retry retry) {
        var doublings = Math.min(attempts - 1, MOST_DOUBLINGS);
        var whole =
                Math.min(retry.delay().toMillis() << doublings, retry.maxDelay().toMillis());
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
