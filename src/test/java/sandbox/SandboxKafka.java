package sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker of one node, which is its own controller, in this JVM. Topics are made when they are first used,
 * with one partition. It can be stopped and started again on the same port with the same data.
 */
public final class SandboxKafka implements AutoCloseable {

    private static final int NODE = 1;

    /** What the broker wants to know where it is guarded. */
    public static final String PASSWORD = "kafka-secret";

    private final Path directory = SandboxDirectory.create("kafka");
    private final int port;
    private final int controllerPort = Ports.free();
    private final int guardedPort = Ports.free();
    private KafkaRaftServer server;

    private final boolean guarded;

    private SandboxKafka(int port, boolean guarded) {
        this.port = port;
        this.guarded = guarded;
        format();
    }

    /** Starts a broker on some free port. */
    public static SandboxKafka started() {
        return started(false);
    }

    /**
     * Starts a broker that can also be reached where it wants a login. One class loader of a JVM only may have such a broker, because
     * Java keeps the ways to log in for all of them together.
     */
    public static SandboxKafka startedWithLogin() {
        return started(true);
    }

    private static SandboxKafka started(boolean guarded) {
        return OwnLoader.call(() -> {
            var kafka = new SandboxKafka(Ports.free(), guarded);
            AtExit.close(kafka);
            kafka.start();
            return kafka;
        });
    }

    /** Starts the broker if it is stopped; returns when it takes requests. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        // Kafka finds its own classes by the thread's loader, which in a common pool of Java 25 is not the one of the
        // test.
        thread.setContextClassLoader(SandboxKafka.class.getClassLoader());
        try {
            var starting = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
            starting.startup();
            server = starting;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Stops the broker: connections are refused, what was acknowledged is kept. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /** As clients want it in {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The same broker, where it wants a login: by PLAIN, as {@code sluice} with {@link #PASSWORD}. */
    public String guardedServers() {
        return "127.0.0.1:" + guardedPort;
    }

    /** Publishes a message to a topic, and returns once the broker has it. */
    public void publish(String topic, String message) {
        var serializer = new StringSerializer();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers()), serializer, serializer)) {
            producer.send(new ProducerRecord<>(topic, message)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot publish to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while publishing to " + topic, e);
        }
    }

    /** How many messages of a topic a group of readers has done with. */
    public long committed(String group, String topic) {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask how far " + group + " is in " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking how far " + group + " is in " + topic, e);
        }
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        var forClients = "PLAINTEXT://127.0.0.1:" + port;
        if (guarded) {
            forClients += ",GUARDED://127.0.0.1:" + guardedPort;
            settings.put("listener.name.guarded.sasl.enabled.mechanisms", "PLAIN");
            settings.put(
                    "listener.name.guarded.plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required user_sluice=\"" + PASSWORD
                            + "\";");
        }
        settings.put("listeners", forClients + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", forClients);
        settings.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", SandboxDirectory.data(directory).toString());
        settings.put("num.partitions", "1");
        // One node holds the only copy of everything.
        for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }

    private void format() {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setDirectories(List.of(SandboxDirectory.data(directory).toString()))
                    .setMetadataLogDirectory(SandboxDirectory.data(directory).toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format Kafka's data directory in " + directory, e);
        }
    }

    @Override
    public synchronized void close() {
        stop();
        SandboxDirectory.delete(directory);
        AtExit.forget(this);
    }

    @Override
    public String toString() {
        return "Kafka on port " + port;
    }
}
