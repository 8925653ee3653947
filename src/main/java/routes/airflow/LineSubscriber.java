package routes.airflow;

import java.io.IOException;
import java.util.concurrent.Flow;

/** Hands the lines of a body on as they come. Once one cannot be taken, the rest goes by. */
final class LineSubscriber implements Flow.Subscriber<String> {

    private final LineSink sink;
    private Flow.Subscription subscription;
    private volatile IOException failure;

    LineSubscriber(LineSink sink) {
        this.sink = sink;
    }

    /** Fails if a line could not be taken. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(String line) {
        try {
            if (failure == null) {
                sink.take(line);
            }
        } catch (IOException e) {
            failure = e;
        }
        // Asked for to the end all the same: a subscription that is only cancelled would leave its exchange hanging.
        subscription.request(1);
    }

    @Override
    public void onError(Throwable broken) {
        // The exchange fails with it.
    }

    @Override
    public void onComplete() {
        // The exchange ends with it.
    }
}
