package routes.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

import org.jboss.logging.Logger;

/**
 * A secret setting: the value itself, or {@code file:/path} for a file that holds it, such as a mounted Secret of Kubernetes. A
 * file that changes is read again without a restart, a second later at the latest. While it cannot be read, or holds nothing
 * usable, its last good value stays. Safe for concurrent use.
 *
 * @param <T> what the value is read as
 */
public final class Secret<T> {

    private static final Logger LOG = Logger.getLogger(Secret.class);
    private static final String FILE = "file:";
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final String setting;
    private final Path file;
    private final Function<String, T> reader;
    private volatile long readAt = System.nanoTime();
    private volatile T value;
    private String text;
    private boolean troubled;

    private Secret(String setting, Path file, Function<String, T> reader) {
        this.setting = setting;
        this.file = file;
        this.reader = reader;
    }

    /**
     * A secret as it is configured.
     *
     * @param setting key of the setting, to be named in messages
     * @param configured the value, or where it is
     * @param reader makes of the value what is needed; throws {@link InvalidInputException} without repeating it
     * @throws InvalidInputException if it cannot be read
     */
    public static <T> Secret<T> of(String setting, String configured, Function<String, T> reader) {
        var secret = new Secret<T>(setting, configured.startsWith(FILE) ? path(setting, configured) : null, reader);
        try {
            secret.take(secret.file == null ? configured : secret.read());
        } catch (IOException e) {
            throw new InvalidInputException(secret.unreadable(e) + ": mount it, or set the value itself", e);
        }
        return secret;
    }

    /** A secret text as it is configured. */
    public static Secret<String> text(String setting, String configured) {
        return of(setting, configured, Function.identity());
    }

    /** The value as it is now. */
    public T get() {
        if (file != null && System.nanoTime() - readAt > EVERY_NANOS) {
            readAgain();
        }
        return value;
    }

    private synchronized void readAgain() {
        if (System.nanoTime() - readAt <= EVERY_NANOS) {
            return;
        }
        readAt = System.nanoTime();
        try {
            var now = read();
            if (!now.equals(text)) {
                take(now);
                LOG.infof("%s was changed, and is taken from its file", setting);
            }
            troubled = false;
        } catch (IOException | InvalidInputException e) {
            if (!troubled) {
                var why = e instanceof IOException missing ? unreadable(missing) : e.getMessage();
                LOG.warnf("the former value of %s stays: %s", setting, why);
            }
            troubled = true;
        }
    }

    private void take(String read) {
        value = reader.apply(read);
        text = read;
    }

    private String read() throws IOException {
        var content = Files.readString(file).strip();
        if (content.isEmpty()) {
            throw new InvalidInputException(
                    setting + " names the file " + file + ", which is empty: write the value into it");
        }
        return content;
    }

    private String unreadable(IOException e) {
        return setting + " names the file " + file + ", which cannot be read ("
                + e.getClass().getSimpleName() + ")";
    }

    private static Path path(String setting, String configured) {
        var path = Path.of(configured.substring(FILE.length()));
        if (!path.isAbsolute()) {
            throw new InvalidInputException(
                    setting + " names the file " + path + ": give its whole path, as file:/path");
        }
        return path;
    }
}
