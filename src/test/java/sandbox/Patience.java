package sandbox;

import java.time.Duration;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets each test wait for a minute for what it awaits, where Awaitility's ten seconds are too few for a machine that stands still for
 * that long. What cannot be looked at yet, such as a row that is not there, is looked at again; if it never can, the test fails with the
 * reason. JUnit finds it by itself.
 */
public final class Patience implements BeforeAllCallback {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** In the class loader of the test, which in a Quarkus test is another one than ours. */
    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        var loader = context.getRequiredTestClass().getClassLoader();
        var awaitility = Class.forName("org.awaitility.Awaitility", true, loader);
        awaitility.getMethod("setDefaultTimeout", Duration.class).invoke(null, LONG);
        awaitility.getMethod("ignoreExceptionsByDefault").invoke(null);
    }
}
