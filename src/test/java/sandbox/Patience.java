package sandbox;

import java.time.Duration;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets each test wait for a minute for what it awaits, where Awaitility's ten seconds are too few for a machine that stands still for
 * that long. JUnit finds it by itself.
 */
public final class Patience implements BeforeAllCallback {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** In the class loader of the test, which in a Quarkus test is another one than ours. */
    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        var loader = context.getRequiredTestClass().getClassLoader();
        Class.forName("org.awaitility.Awaitility", true, loader)
                .getMethod("setDefaultTimeout", Duration.class)
                .invoke(null, LONG);
    }
}
