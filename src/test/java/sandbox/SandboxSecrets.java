package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/**
 * A stand-in for AWS Secrets Manager: it speaks its protocol (AWS JSON 1.1), knows versions and their stages, and misbehaves
 * when asked to. It reads the access key of a request and checks no signature. Its methods may be called from any thread.
 */
public final class SandboxSecrets extends StandInServer {

    private static final String ACCESS_KEY = "sandbox";
    private static final String SECRET = "sandbox-secret";
    private static final String TARGET = "secretsmanager.GetSecretValue";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<Version>> secrets = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private CountDownLatch hanging = new CountDownLatch(0);
    private Refusal refusal;
    private int toRefuse;

    private record Version(String id, String text, Instant created, List<String> stages) {}

    private record Refusal(int status, String type, String message) {}

    private SandboxSecrets() {
        super("Secrets Manager", false);
    }

    /** Starts a stand-in on some free port. */
    public static SandboxSecrets started() {
        var secrets = new SandboxSecrets();
        AtExit.close(secrets);
        secrets.start();
        return secrets;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secret() {
        return SECRET;
    }

    /** Puts a secret in the place of its former one, which becomes AWSPREVIOUS; returns the version's id. */
    public synchronized String put(String name, Map<String, ?> fields) {
        var id = prepare(name, fields);
        promote(name);
        return id;
    }

    /** Begins a rotation: the new version is AWSPENDING, and what is asked for stays what it was. Returns its id. */
    public synchronized String prepare(String name, Map<String, ?> fields) {
        var versions = secrets.computeIfAbsent(name, any -> new ArrayList<>());
        versions.forEach(version -> version.stages().remove("AWSPENDING"));
        var version = new Version(
                UUID.randomUUID().toString(), text(fields), Instant.now(), new ArrayList<>(List.of("AWSPENDING")));
        versions.add(version);
        return version.id();
    }

    /** Ends a rotation: what is AWSPENDING becomes AWSCURRENT, and that AWSPREVIOUS. */
    public synchronized void promote(String name) {
        for (var version : secrets.get(name)) {
            version.stages().remove("AWSPREVIOUS");
            if (version.stages().remove("AWSCURRENT")) {
                version.stages().add("AWSPREVIOUS");
            }
            if (version.stages().remove("AWSPENDING")) {
                version.stages().add("AWSCURRENT");
            }
        }
    }

    /** Refuses the next requests so; for instance 400 {@code ThrottlingException}, or 500 {@code InternalServiceError}. */
    public synchronized void refuseNext(int requests, int status, String type) {
        toRefuse = requests;
        refusal = new Refusal(status, type, "A fault that was asked for.");
    }

    /** Lets every request wait until {@link #release()}. */
    public synchronized void hang() {
        hanging = new CountDownLatch(1);
    }

    public synchronized void release() {
        hanging.countDown();
    }

    /** Names of the secrets that were asked for, in that order. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    Reply answer(String method, String path, Map<String, String> query, HttpExchange exchange, byte[] body)
            throws IOException {
        // What it is told and for whom counts when it comes, not when whoever asked has gone.
        var reply = decide(exchange, JSON.readTree(body));
        await();
        return reply;
    }

    private Reply decide(HttpExchange exchange, JsonNode request) throws IOException {
        try {
            return reply(200, Map.of(), answer(exchange, request));
        } catch (Refused refused) {
            var refusal = refused.refusal;
            return reply(
                    refusal.status(),
                    Map.of("x-amzn-ErrorType", refusal.type()),
                    Map.of("__type", refusal.type(), "message", refusal.message()));
        }
    }

    private static Reply reply(int status, Map<String, String> more, Object body) throws IOException {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new Reply(status, headers, JSON.writeValueAsBytes(body), false);
    }

    private void await() throws IOException {
        try {
            latch().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the stand-in stops", e);
        }
    }

    private synchronized CountDownLatch latch() {
        return hanging;
    }

    private synchronized Map<String, Object> answer(HttpExchange exchange, JsonNode request) throws Refused {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.contains("Credential=" + ACCESS_KEY + "/")) {
            throw refuse(400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (!TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
            throw refuse(400, "UnknownOperationException", "Only GetSecretValue is known here.");
        }
        var name = request.path("SecretId").asText();
        asked.add(name);
        if (toRefuse > 0) {
            toRefuse--;
            throw new Refused(refusal);
        }
        return found(name, request);
    }

    private Map<String, Object> found(String name, JsonNode request) throws Refused {
        var stage = request.path("VersionStage").asText("AWSCURRENT");
        var version = secrets.getOrDefault(name, List.of()).stream()
                .filter(one -> one.stages().contains(stage))
                .findFirst()
                .orElseThrow(() ->
                        refuse(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ARN", "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name + "-sandbox");
        answer.put("CreatedDate", version.created().toEpochMilli() / 1000.0);
        answer.put("Name", name);
        answer.put("SecretString", version.text());
        answer.put("VersionId", version.id());
        answer.put("VersionStages", version.stages());
        return answer;
    }

    private static Refused refuse(int status, String type, String message) {
        return new Refused(new Refusal(status, type, message));
    }

    private static String text(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How Secrets Manager says no. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            this.refusal = refusal;
        }
    }
}
