package routes.shared;

import java.time.Duration;

/** Says that nothing is wrong, but that work cannot begin yet: whoever does it as a step of a run is asked again after a while. */
public final class LaterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration pause;

    /**
     * @param message what is waited for
     * @param pause after which to ask again
     */
    public LaterException(String message, Duration pause) {
        super(message);
        this.pause = pause;
    }

    /** After which to ask again. */
    public Duration pause() {
        return pause;
    }
}
