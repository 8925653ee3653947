package sandbox;

import java.util.concurrent.CountDownLatch;

/** Faults that a test asks of the store. Any thread may ask. */
final class StoreFaults {

    private int toFail;
    private int status;
    private CountDownLatch hanging = new CountDownLatch(0);
    private HeldRequest held;

    synchronized void failNext(int requests, int withStatus) {
        toFail = requests;
        status = withStatus;
    }

    synchronized void hang() {
        hanging = new CountDownLatch(1);
    }

    synchronized void release() {
        hanging.countDown();
        if (held != null) {
            held.release();
        }
    }

    synchronized HeldRequest hold(String method, String address) {
        held = new HeldRequest(method, address);
        return held;
    }

    /** Waits while the store hangs, or this request is held. */
    void await(String method, String address) throws InterruptedException {
        latch().await();
        var holding = held();
        if (holding != null) {
            holding.await(method, address);
        }
    }

    /** Says that the thread at hand has answered a request. */
    void answered() {
        var holding = held();
        if (holding != null) {
            holding.answered();
        }
    }

    /** Status with which the held request is to be answered once it is let go, or 0. */
    int heldFailure(String method, String address) {
        var holding = held();
        return holding == null ? 0 : holding.failure(method, address);
    }

    private synchronized HeldRequest held() {
        return held;
    }

    /** Status with which this request is to fail, or 0. */
    synchronized int nextFailure() {
        if (toFail == 0) {
            return 0;
        }
        toFail--;
        return status;
    }

    private synchronized CountDownLatch latch() {
        return hanging;
    }
}
