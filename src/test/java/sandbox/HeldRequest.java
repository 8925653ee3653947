package sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request that the store holds back, so that a test can do something at that very moment. */
public final class HeldRequest {

    private static final int MOST_SECONDS = 180;

    private final String method;
    private final String address;
    private final AtomicBoolean caught = new AtomicBoolean();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile int status;
    private volatile Thread handler;

    HeldRequest(String method, String address) {
        this.method = method;
        this.address = address;
    }

    /** Waits until it is there. */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no " + method + " of " + address + " came");
        }
    }

    /** Waits until the store has done with it, once it was let go. */
    public void awaitAnswered() throws InterruptedException {
        if (!answered.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the store does not answer " + method + " of " + address);
        }
    }

    /** Says that the thread at hand has answered the request that it had. */
    void answered() {
        if (handler == Thread.currentThread()) {
            handler = null;
            answered.countDown();
        }
    }

    /** Lets it go on. */
    public void release() {
        released.countDown();
    }

    /** Lets it go, but with a failure for an answer. */
    public void fail(int withStatus) {
        status = withStatus;
        released.countDown();
    }

    /** Waits if this is the request; says whether it is. */
    boolean await(String requestMethod, String address) throws InterruptedException {
        if (!matches(requestMethod, address) || !caught.compareAndSet(false, true)) {
            return false;
        }
        handler = Thread.currentThread();
        reached.countDown();
        released.await(MOST_SECONDS, TimeUnit.SECONDS);
        return true;
    }

    /** The status to answer with, or 0; once. */
    int failure(String requestMethod, String address) {
        var asked = status;
        if (asked != 0 && matches(requestMethod, address)) {
            status = 0;
            return asked;
        }
        return 0;
    }

    private boolean matches(String requestMethod, String address) {
        return requestMethod.equals(method) && address.matches(this.address);
    }
}
