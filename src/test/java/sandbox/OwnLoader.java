package sandbox;

import java.util.function.Supplier;

/**
 * Starts servers that look for their own classes by the loader of the thread. On Java 25 a thread of the common pool has the
 * system's, which in a Quarkus test is not that of the servers.
 */
final class OwnLoader {

    private OwnLoader() {}

    /** Starts one with the loader of the sandbox. */
    static <T> T call(Supplier<T> start) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnLoader.class.getClassLoader());
        try {
            return start.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
