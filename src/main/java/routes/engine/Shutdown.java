package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Knows that the application is about to end. What fails from then on fails because of that: it is no failure of a run, which goes
 * on elsewhere or after the next start.
 */
@ApplicationScoped
class Shutdown {

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    boolean begun() {
        return begun;
    }
}
