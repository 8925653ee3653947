package sandbox;

import java.util.concurrent.CountDownLatch;

/** Faults that a test asks of the store. Any thread may ask. */
final class StoreFaults {

    private int toFail;
    private int status;
    private CountDownLatch hanging = new CountDownLatch(0);

    synchronized void failNext(int requests, int withStatus) {
        toFail = requests;
        status = withStatus;
    }

    synchronized void hang() {
        hanging = new CountDownLatch(1);
    }

    synchronized void release() {
        hanging.countDown();
    }

    /** Waits while the store hangs. */
    void await() throws InterruptedException {
        latch().await();
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
