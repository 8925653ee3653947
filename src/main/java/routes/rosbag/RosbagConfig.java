package routes.rosbag;

import java.util.Optional;
import java.util.OptionalLong;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the rosbag pipeline. */
@ConfigMapping(prefix = "routes.rosbag")
public interface RosbagConfig {

    /** What processes a recording. */
    @WithDefault("local")
    Processor processor();

    /** How many recordings are processed at once, over all replicas; 0 for any number. */
    @WithDefault("0")
    int concurrency();

    /** How many new recordings begin in a second, over all replicas; 0 for any number, 0.1 for one in ten seconds. */
    @WithDefault("0")
    double rate();

    /** Whether a newer version of a recording cancels the run of an older one that has not begun yet. */
    @WithDefault("false")
    boolean supersede();

    /** Where recordings arrive. */
    Source source();

    /** Where the results go. */
    Destination destination();

    /** How many rows may be rejected before the whole recording is; without it any number, 0 allows none. */
    OptionalLong maxRejects();

    /** Longest row in characters, its line end included; a longer one is an error instead of a heap that runs over. */
    @WithDefault("16777216")
    int maxRowLength();

    /** Size of an upload's parts, at least 5 MiB by the rules of S3; an output may have 10,000 of them. */
    @WithDefault("8M")
    MemorySize partSize();

    /** The Jobs that process recordings. */
    Kubernetes kubernetes();

    /** The DAG that processes recordings. */
    Airflow airflow();

    /** The generator of recordings to try the pipeline with. */
    Sample sample();

    /** What processes a recording. */
    enum Processor {
        /** This application, streaming: the least to set up and the shortest way. */
        LOCAL,
        /** A Kubernetes Job for each recording: its own memory and its own node, where recordings are big or many. */
        KUBERNETES,
        /** A run of a DAG in Airflow for each recording: where a team works with Airflow already. */
        AIRFLOW
    }

    /** Where recordings arrive. */
    interface Source {

        /** Bucket in which recordings arrive. */
        @WithDefault("raw-data")
        String bucket();

        /** What a recording's key begins with; without it, any key. */
        Optional<String> prefix();

        /** What a recording's key ends with; it is left off in the names of the results. */
        @WithDefault(".mcap")
        String suffix();
    }

    /** Where the results go. */
    interface Destination {

        /** Bucket that takes the results. */
        @WithDefault("processed-data")
        String bucket();
    }

    /** The Jobs that process recordings. */
    interface Kubernetes {

        /** Connection to the cluster, as in {@code routes.connections.kubernetes}. */
        @WithDefault("default")
        String connection();

        /** Namespace of the Jobs; without one, that of the connection. */
        Optional<String> namespace();

        /** Sluice's own image, such as {@code registry.example.org/sluice:0.1.0}; without one, no Job can be made. */
        Optional<String> image();

        /** Name of the Kubernetes Secret that holds MINIO_ACCESS_KEY and MINIO_SECRET_KEY; without it, the pod's own role. */
        @WithDefault("sluice")
        String keysFrom();

        /** Address of the store as the pods reach it; by default that of {@code routes.store.endpoint}. */
        @WithDefault("${routes.store.endpoint:}")
        Optional<String> storeEndpoint();

        /** Account of the pods; without one they get no token. */
        Optional<String> serviceAccount();

        /** What a pod asks for in CPU. */
        @WithDefault("500m")
        String cpu();

        /** Memory of a pod. */
        @WithDefault("512Mi")
        String memory();

        /** Local queue of Kueue that lets the Jobs go on; without one they start at once. */
        Optional<String> queue();

        /** How long a recording may take, as an ISO 8601 duration. */
        @WithDefault("P1D")
        String deadline();
    }

    /** The DAG that processes recordings. */
    interface Airflow {

        /** The Airflow server, as in {@code routes.connections.airflow}. */
        @WithDefault("default")
        String connection();

        /** Id of the DAG. */
        @WithDefault("rosbag_processor_poc")
        String dag();

        /** Whether the DAG is unpaused where it is paused; otherwise its runs wait until somebody does it. */
        @WithDefault("false")
        boolean unpause();

        /** When people are told that a recording takes long, as an ISO 8601 duration; without it never. */
        Optional<String> alertAfter();

        /** How long a recording may take before its DAG run is ended, as an ISO 8601 duration; without it any time. */
        Optional<String> deadline();
    }

    /** The generator of recordings to try the pipeline with. */
    interface Sample {

        /** Whether recordings are made up; never in a bucket that real ones arrive in. */
        @WithDefault("false")
        boolean enabled();

        /** When one is made, as a cron expression of five fields. */
        @WithDefault("*/1 * * * *")
        String cron();

        /** What the key of a made-up recording begins with. */
        @WithDefault("samples/")
        String prefix();

        /** How many rows a made-up recording has. */
        @WithDefault("100")
        int rows();
    }
}
