package sandbox;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the chatter of the servers, and of the client of the S3 server, out of the logs of tests, of the demo and of the bench;
 * their warnings are shown. Outside Quarkus everything is logged, down to each byte on the wire: that takes ten times as
 * long as sending it.
 */
final class QuietLogs {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS = List.of(
                    "io.zonky",
                    "kafka",
                    "org.apache.kafka",
                    "ch.vorburger",
                    "org.gaul",
                    "org.jclouds",
                    "jclouds",
                    "org.apache.http",
                    "software.amazon.awssdk")
            .stream()
            .map(Logger::getLogger)
            .toList();

    private QuietLogs() {}

    static void apply() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        // It warns at each start that its configuration was printed, and that what it looked for is new.
        LOGGERS.get(2).setLevel(Level.SEVERE);
    }

    /** At the end, when servers are ended without much ado and their libraries complain of it. */
    static void silence() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
