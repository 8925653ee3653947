package routes.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of intake: who may send events, which buckets are watched, and how events that say little are matched. */
@ConfigMapping(prefix = "routes.intake")
public interface IntakeConfig {

    /** Token that the store sends as {@code Authorization: Bearer <token>}. Production does not start without a proof. */
    Optional<String> token();

    /** The token before, accepted as well while senders change over to the new one. */
    Previous previous();

    /** Proof by signature, for senders that sign instead of sending a token. */
    Hmac hmac();

    /** Whether anybody may send events where no proof is set up. Not for production, which refuses to start with it. */
    @WithDefault("false")
    boolean open();

    /** The search for objects whose event was late, lost, or never sent. */
    Listing listing();

    /** The upkeep of buckets, notification rules and lifecycle rules. */
    Setup setup();

    /** The topic the store publishes to, besides or instead of the webhook. */
    Kafka kafka();

    /** The watched buckets, each under a name of lower-case letters, digits and dashes. */
    Map<String, WatchedBucket> buckets();

    /** The token before. */
    interface Previous {

        /** Token that was valid until now. Remove it when every sender has the new one. */
        Optional<String> token();
    }

    /** A signature over the body. */
    interface Hmac {

        /** Secret shared with the sender; without one no signature is accepted. */
        Optional<String> secret();

        /** Header that carries {@code sha256=<HMAC-SHA256 in hexadecimal>}. */
        @WithDefault("X-Signature-256")
        String header();

        /** Header with the seconds since 1970; if set it is required, and signed as {@code <seconds>.<body>}. */
        Optional<String> timestampHeader();

        /** How far the timestamp may be from our clock, either way. */
        @WithDefault("5m")
        Duration tolerance();
    }

    /** The search by listing. */
    interface Listing {

        /** When the buckets are searched, besides the start of the application, as a cron expression of five fields. */
        @WithDefault("*/5 * * * *")
        String cron();

        /** Objects younger than this are left to the push, which is usually under way. */
        @WithDefault("30s")
        Duration settle();
    }

    /** The upkeep. */
    interface Setup {

        /** When the buckets are checked, besides the start of the application, as a cron expression of five fields. */
        @WithDefault("*/5 * * * *")
        String cron();
    }

    /** The store's Kafka target. */
    interface Kafka {

        /** Whether the topic is read. */
        @WithDefault("false")
        boolean enabled();

        /** Topic to read. */
        @WithDefault("bucket-events")
        String topic();

        /** Brokers as {@code host:port}, separated by commas. */
        @WithDefault("${KAFKA_BOOTSTRAP_SERVERS:localhost:9092}")
        String brokers();

        /** Consumer group; all replicas share it. */
        @WithDefault("sluice-intake")
        String groupId();

        /** Whether the connection is encrypted. */
        @WithDefault("false")
        boolean tls();

        /** PEM file with the certificates to trust; without one, those that Java trusts. */
        Optional<Path> caFile();

        /** Who logs in; without a user nobody does. */
        Optional<String> user();

        /** Password of the user, or {@code file:/path} of a file that holds it, which is read at the start. */
        Optional<String> password();

        /** How the user logs in. */
        @WithDefault("SCRAM-SHA-512")
        Mechanism mechanism();

        /** How a user logs in. */
        enum Mechanism {
            /** SCRAM with SHA-512. */
            SCRAM_SHA_512,
            /** SCRAM with SHA-256. */
            SCRAM_SHA_256,
            /** The password as it is; only with {@code tls}. */
            PLAIN
        }
    }

    /** A bucket, or a part of one. */
    interface WatchedBucket {

        /** Name of the bucket in the store. */
        String bucket();

        /** Beginning of the keys that are watched; without one, all. */
        Optional<String> prefix();

        /** Whether the bucket is made if it is not there. */
        @WithDefault("true")
        boolean create();

        /** Whether it is searched by listing. */
        @WithDefault("true")
        boolean list();

        /**
         * What becomes of the objects that were there before it was first listed: {@code run} works on them after everything
         * that is new, {@code skip} leaves them to a replay.
         */
        @WithDefault("run")
        Existing existing();

        /** The rule by which the store pushes events. */
        Notification notification();

        /** The rule by which the store removes old objects. */
        Lifecycle lifecycle();
    }

    /** What becomes of objects that were there before. */
    enum Existing {
        /** Their runs are queued behind the live ones. */
        RUN,
        /** They are noted, and start nothing until somebody replays them. */
        SKIP
    }

    /** The rule by which the store pushes events. */
    interface Notification {

        /** The store's target, such as {@code arn:minio:sqs::sluice:webhook}; without one no rule is set. */
        Optional<String> arn();

        /** End of the keys that are pushed, such as {@code .mcap}; without one, all. */
        Optional<String> suffix();
    }

    /** The rule by which the store removes old objects. */
    interface Lifecycle {

        /** Days after which the store removes an object below the prefix; without a number no rule is set. */
        OptionalInt expireAfterDays();
    }
}
