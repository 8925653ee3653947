package routes.airflow;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import routes.shared.TrustedCertificates;

/** Exchanges with one Airflow server that always end: with a whole answer, or with a reason once patience is over. */
final class AirflowHttp {

    /** A log may take longer than an answer. */
    private static final int LOG_PATIENCE = 10;

    private static final int OK = 200;

    private final AirflowConnection connection;
    private final Duration timeout;
    private final HttpClient http;

    AirflowHttp(AirflowConnection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (connection.caFile() != null) {
            client.sslContext(new TrustedCertificates(connection.setting("ca-file"), connection.caFile()).context());
        }
        this.http = client.build();
    }

    /** Asks, and waits for the whole answer. */
    HttpResponse<byte[]> ask(HttpRequest request) throws IOException, InterruptedException {
        return exchange(request, BodyHandlers.ofByteArray(), timeout);
    }

    /** Asks, and hands on line by line what comes if it is well; returns the status. */
    int lines(HttpRequest request, LineSink sink) throws IOException, InterruptedException {
        var lines = new LineSubscriber(sink);
        BodyHandler<Void> handler = head ->
                head.statusCode() == OK ? BodySubscribers.fromLineSubscriber(lines) : BodySubscribers.replacing(null);
        var status =
                exchange(request, handler, timeout.multipliedBy(LOG_PATIENCE)).statusCode();
        lines.check();
        return status;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler, Duration patience)
            throws IOException, InterruptedException {
        // A timeout of the request itself would end with the headers, and a body can hang too.
        var exchange = http.sendAsync(request, handler);
        try {
            return exchange.get(patience.toMillis(), MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(connection + " did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            var why = e.getCause().getMessage();
            throw new IOException(
                    connection + " does not answer: " + (why == null ? "it cannot be reached" : why), e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }
}
