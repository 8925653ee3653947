package sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The Docker hosts and the Spark cluster of the demo's day: those that the environment names by the variables their users know, or
 * stand-ins.
 */
final class DailyServers {

    private static final String DOCKER = "routes.connections.docker.";
    private static final String SPARK = "routes.connections.spark.cluster.";
    private static final int PAGES = 8080;

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> places = new ArrayList<>();
    private final List<SandboxDocker> hosts = new ArrayList<>();
    private SandboxSpark spark;

    private DailyServers() {}

    /** Begins the stand-ins of what the environment does not name. */
    static DailyServers of(Map<String, String> environment) {
        var servers = new DailyServers();
        if (environment.containsKey("DOCKER_HOST")) {
            servers.useDocker(environment);
        } else {
            servers.startDocker();
        }
        if (environment.containsKey("SPARK_MASTER_REST_URL")) {
            servers.useSpark(environment);
        } else {
            servers.startSpark();
        }
        return servers;
    }

    /** A host of this machine's user takes the part of both. */
    private void useDocker(Map<String, String> environment) {
        for (var name : List.of("server0", "server1")) {
            settings.put(DOCKER + name + ".url", environment.get("DOCKER_HOST"));
            if (environment.containsKey("DOCKER_CERT_PATH")) {
                settings.put(DOCKER + name + ".certificates", environment.get("DOCKER_CERT_PATH"));
            }
        }
        settings.put("routes.daily.producer.image", "busybox:stable");
        // The day follows as --date and its value, which the shell takes for its own name and first argument.
        settings.put("routes.daily.producer.arguments", "sh\n-c\necho collected 51234 clicks of $1; sleep 4");
        places.add("the real Docker host " + environment.get("DOCKER_HOST") + ", as server0 and server1");
    }

    private void startDocker() {
        for (var name : List.of("server0", "server1")) {
            var host = SandboxDocker.started();
            hosts.add(host);
            settings.put(DOCKER + name + ".url", host.url().toString());
            places.add(host + ", as " + name);
        }
        settings.put("routes.daily.producer.image", SandboxDocker.IMAGE);
        settings.put("routes.daily.producer.arguments", "say\ncollected 51234 clicks\nsleep\n4");
    }

    private void useSpark(Map<String, String> environment) {
        var url = URI.create(environment.get("SPARK_MASTER_REST_URL"));
        if (!environment.containsKey("ROUTES_DAILY_SPARK_JAR")) {
            throw new IllegalStateException("ROUTES_DAILY_SPARK_JAR is missing: a real cluster needs the jar of the"
                    + " applications, and their classes in ROUTES_DAILY_SPARK_SILVER_CLASS, ROUTES_DAILY_SPARK_BRONZE_CLASS"
                    + " and ROUTES_DAILY_SPARK_GOLD_CLASS");
        }
        settings.put(SPARK + "url", url.toString());
        settings.put(
                SPARK + "web",
                environment.getOrDefault(
                        "SPARK_MASTER_WEB_URL", url.getScheme() + "://" + url.getHost() + ":" + PAGES));
        places.add("the real Spark cluster " + url);
    }

    private void startSpark() {
        spark = SandboxSpark.started();
        spark.take(Duration.ofSeconds(6));
        settings.put(SPARK + "url", spark.url().toString());
        settings.put(SPARK + "web", spark.url().toString());
        places.add(spark + ", as cluster");
    }

    /** Settings of the application that lead to them. */
    Map<String, String> settings() {
        return settings;
    }

    /** What they are and where, for people. */
    List<String> places() {
        return places;
    }

    /** How many containers were begun; nothing if that is only known to a real host. */
    OptionalInt containers() {
        return hosts.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(hosts.stream()
                        .mapToInt(host -> host.startedContainers().size())
                        .sum());
    }

    /** How many drivers were begun; nothing if that is only known to a real cluster. */
    OptionalInt drivers() {
        return spark == null
                ? OptionalInt.empty()
                : OptionalInt.of(spark.drivers().size());
    }
}
