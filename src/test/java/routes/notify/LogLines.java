package routes.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Keeps all that is logged while it is open. */
final class LogLines extends Handler implements AutoCloseable {

    private static final PatternFormatter MESSAGE = new PatternFormatter("%m");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogLines() {
        setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    /** Lines of the outbox at INFO and above. */
    List<String> ofOutbox() {
        return lines.stream().filter(line -> line.contains("routes.notify")).toList();
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLevel() + " " + entry.getLoggerName() + " " + MESSAGE.format(ExtLogRecord.wrap(entry)) + " "
                + (entry.getThrown() == null ? "" : entry.getThrown()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
