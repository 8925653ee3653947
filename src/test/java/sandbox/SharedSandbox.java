package sandbox;

/**
 * Servers that all test classes of a JVM share: each is started when it is first asked for and closed at the end of the
 * JVM. A test class uses a database, buckets and topics of its own; one that stops or breaks a server starts its own.
 */
public final class SharedSandbox {

    // Also locks: a literal is one object in the whole JVM. The properties themselves are locked by whoever sets one.
    private static final String POSTGRES_PORT = "sandbox.postgres.port";
    private static final String MARIADB_PORT = "sandbox.mariadb.port";

    private SharedSandbox() {}

    public static SandboxPostgres postgres() {
        return Postgres.SHARED;
    }

    public static SandboxMariaDb mariaDb() {
        return MariaDb.SHARED;
    }

    public static SandboxStore store() {
        return Store.SHARED;
    }

    public static SandboxKafka kafka() {
        return Kafka.SHARED;
    }

    public static SandboxSlack slack() {
        return Slack.SHARED;
    }

    private static final class Postgres {
        private static final SandboxPostgres SHARED = shared();

        /** Quarkus loads this class once for each of its class loaders; the JVM's properties are the same to all of them. */
        private static SandboxPostgres shared() {
            synchronized (POSTGRES_PORT) {
                var port = Integer.getInteger(POSTGRES_PORT);
                if (port != null) {
                    return SandboxPostgres.attachedTo(port);
                }
                var started = SandboxPostgres.started();
                System.setProperty(POSTGRES_PORT, String.valueOf(started.port()));
                return started;
            }
        }
    }

    private static final class MariaDb {
        private static final SandboxMariaDb SHARED = shared();

        private static SandboxMariaDb shared() {
            synchronized (MARIADB_PORT) {
                var port = Integer.getInteger(MARIADB_PORT);
                if (port != null) {
                    return SandboxMariaDb.attachedTo(port);
                }
                var started = SandboxMariaDb.started();
                System.setProperty(MARIADB_PORT, String.valueOf(started.port()));
                return started;
            }
        }
    }

    private static final class Store {
        private static final SandboxStore SHARED = SandboxStore.started();
    }

    private static final class Kafka {
        private static final SandboxKafka SHARED = SandboxKafka.started();
    }

    private static final class Slack {
        private static final SandboxSlack SHARED = SandboxSlack.started();
    }
}
