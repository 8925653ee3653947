package sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

/** An HTTP server on loopback that stands in for another one, and does wrong when it is told. May be used from any thread. */
public abstract class StandInServer implements AutoCloseable {

    static {
        // The JDK's server would wait for an acknowledgement between head and body of each answer, which takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Path CERTIFICATES = Path.of("src/test/resources/certificates");

    private final String name;
    private final int port = Ports.free();
    private final boolean tls;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Deque<Planned> faults = new ArrayDeque<>();
    private CountDownLatch hanging = new CountDownLatch(1);
    private HttpServer server;

    private record Planned(String requests, Fault fault) {}

    /** An answer, whole. */
    record Reply(int status, Map<String, String> headers, byte[] body, boolean chunked) {

        static Reply json(int status, Object json) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/json"),
                    json.toString().getBytes(StandardCharsets.UTF_8),
                    false);
        }

        static Reply empty(int status) {
            return new Reply(status, Map.of(), new byte[0], false);
        }

        /** In chunks, as what comes over a longer time. */
        static Reply stream(String type, byte[] body) {
            return new Reply(200, Map.of("Content-Type", type), body, true);
        }
    }

    StandInServer(String name, boolean tls) {
        this.name = name;
        this.tls = tls;
    }

    /** What is answered to a request. */
    abstract Reply answer(String method, String path, Map<String, String> query, HttpExchange exchange, byte[] body)
            throws IOException;

    /** Starts it if it is stopped, on the same port. */
    public final synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            server = tls ? secured(HttpsServer.create(address, 0)) : HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the stand-in of " + name + " on port " + port, e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** Stops it: connections are refused, what it knows is kept. */
    public final synchronized void stop() {
        if (server != null) {
            release();
            server.stop(0);
            server = null;
        }
    }

    /** The next request that matches, written {@code METHOD /path?query}, goes wrong; several are taken in their order. */
    public final void next(String request, Fault fault) {
        synchronized (faults) {
            faults.add(new Planned(request, fault));
        }
    }

    /** Every request so far, written {@code METHOD /path?query}. */
    public final List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many requests matched. */
    public final long requests(String pattern) {
        return requests.stream().filter(request -> request.matches(pattern)).count();
    }

    /** Forgets the requests and faults that are left. */
    final void forgetFaults() {
        requests.clear();
        synchronized (faults) {
            faults.clear();
        }
        release();
    }

    final int port() {
        return port;
    }

    private synchronized void release() {
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            var body = exchange.getRequestBody().readAllBytes();
            var fault = fault(request);
            if (fault.isEmpty()) {
                send(exchange, answer(exchange, body));
            } else {
                go(wrong(exchange, fault.get(), body), exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Fault> fault(String request) {
        synchronized (faults) {
            var found = faults.stream()
                    .filter(planned -> request.matches(planned.requests()))
                    .findFirst();
            found.ifPresent(faults::remove);
            return found.map(Planned::fault);
        }
    }

    private Optional<Reply> wrong(HttpExchange exchange, Fault fault, byte[] body)
            throws IOException, InterruptedException {
        switch (fault.kind()) {
            case ANSWER -> {
                return Optional.of(Reply.json(fault.status(), fault.body()));
            }
            case HANG -> latch().await();
            case CUT_AFTERWARDS -> answer(exchange, body);
            case HALF -> {
                var whole = answer(exchange, body);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(whole.status(), whole.body().length + 100L);
                exchange.getResponseBody().write(whole.body(), 0, whole.body().length / 2);
                exchange.getResponseBody().flush();
            }
            case CUT -> {}
        }
        return Optional.empty();
    }

    private synchronized CountDownLatch latch() {
        return hanging;
    }

    /** Without a reply the exchange is closed, and with it its connection. */
    private static void go(Optional<Reply> reply, HttpExchange exchange) throws IOException {
        if (reply.isPresent()) {
            send(exchange, reply.get());
        }
    }

    private Reply answer(HttpExchange exchange, byte[] body) throws IOException {
        var uri = exchange.getRequestURI();
        return answer(exchange.getRequestMethod(), uri.getPath(), Query.of(uri.getRawQuery()), exchange, body);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var length = reply.chunked() ? 0 : reply.body().length == 0 ? -1 : reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length);
        exchange.getResponseBody().write(reply.body());
    }

    private static HttpsServer secured(HttpsServer server) throws IOException {
        try {
            var context = context();
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = context.getDefaultSSLParameters();
                    wanted.setNeedClientAuth(true);
                    parameters.setSSLParameters(wanted);
                }
            });
            return server;
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException("the certificates of the stand-in cannot be used", e);
        }
    }

    private static SSLContext context() throws IOException, java.security.GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var own = store();
        var text = Files.readString(CERTIFICATES.resolve("server-key.pem")).replaceAll("-----[^-]+-----|\\s", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        own.setKeyEntry("server", key, new char[0], new Certificate[] {certificate("server.pem")});
        keys.init(own, new char[0]);
        var trusted = store();
        trusted.setCertificateEntry("ca", certificate("ca.pem"));
        var authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        authorities.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), authorities.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store() throws IOException, java.security.GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(String file) throws IOException, java.security.GeneralSecurityException {
        var bytes = Files.readAllBytes(CERTIFICATES.resolve(file));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    @Override
    public synchronized void close() {
        stop();
        threads.shutdownNow();
        AtExit.forget(this);
    }

    @Override
    public String toString() {
        return "stand-in of " + name + " on port " + port;
    }
}
