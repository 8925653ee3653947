package sandbox;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the servers' own chatter out of the logs of tests and of the demo; their warnings are shown. */
final class QuietLogs {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of("io.zonky", "kafka", "org.apache.kafka", "ch.vorburger").stream()
                    .map(Logger::getLogger)
                    .toList();

    private QuietLogs() {}

    static void apply() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        // It warns at each start that its configuration was printed, and that what it looked for is new.
        LOGGERS.get(2).setLevel(Level.SEVERE);
    }
}
