package sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Faults that a test asks of the store. Any thread may ask. */
final class StoreFaults {

    private int toFail;
    private int status;
    private CountDownLatch hanging = new CountDownLatch(0);
    /** Requests that a test has held so far. */
    private final List<HeldRequest> held = new CopyOnWriteArrayList<>();

    synchronized void failNext(int requests, int withStatus) {
        toFail = requests;
        status = withStatus;
    }

    synchronized void hang() {
        hanging = new CountDownLatch(1);
    }

    synchronized void release() {
        hanging.countDown();
        held.forEach(HeldRequest::release);
    }

    HeldRequest hold(String method, String address) {
        var request = new HeldRequest(method, address);
        held.add(request);
        return request;
    }

    /** Waits while the store hangs, or this request is held. Of several that wait for it, the oldest gets it. */
    void await(String method, String address) throws InterruptedException {
        latch().await();
        for (var request : held) {
            if (request.await(method, address)) {
                return;
            }
        }
    }

    /** Says that the thread at hand has answered a request. */
    void answered() {
        held.forEach(HeldRequest::answered);
    }

    /** Status with which the held request is to be answered once it is let go, or 0. */
    int heldFailure(String method, String address) {
        return held.stream()
                .mapToInt(request -> request.failure(method, address))
                .filter(failure -> failure != 0)
                .findFirst()
                .orElse(0);
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
