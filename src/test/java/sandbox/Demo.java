package sandbox;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Shows the application at work with nothing installed but a JDK: starts the sandbox and the packaged application, feeds
 * the pipelines, tells what became of it, and stays up. Ends with status 0 if all went as expected, 1 if not, 2 if the
 * command line is wrong.
 */
public final class Demo {

    /** What can be shown; a new pipeline adds its class here. */
    private static final List<DemoPipeline> PIPELINES =
            List.of(new IntakeDemo(), new RosbagDemo(), new MergeDemo(), new DailyDemo());

    private static final Logger ROOT = Logger.getLogger("");

    private final PrintStream out;
    private final DemoOptions options;
    private final List<DemoPipeline> pipelines;
    private final Map<String, String> environment;

    private Demo(PrintStream out, DemoOptions options, Map<String, String> environment) {
        this.out = out;
        this.options = options;
        this.environment = environment;
        this.pipelines = PIPELINES.stream()
                .filter(pipeline -> options.words().contains(pipeline.word()))
                .toList();
    }

    public static void main(String[] arguments) throws InterruptedException {
        ROOT.setLevel(Level.SEVERE);
        var known = PIPELINES.stream().map(DemoPipeline::word).toList();
        try {
            var options = DemoOptions.parse(Arrays.asList(arguments), known);
            System.exit(new Demo(System.out, options, System.getenv()).run() ? 0 : 1);
        } catch (DemoOptions.UsageException e) {
            System.err.println("sluice: " + e.getMessage());
            System.exit(2);
        } catch (IllegalStateException | UncheckedIOException | ConditionTimeoutException | SdkException e) {
            if (!AtExit.closing()) {
                System.err.println("sluice: the demo failed: " + e.getMessage());
            }
            System.exit(1);
        }
    }

    private boolean run() throws InterruptedException {
        var servers = servers();
        out.println("Starting the sandbox: " + servers + " ...");
        try (var sandbox = Sandbox.start(servers);
                var world = new DemoWorld(sandbox, environment)) {
            out.println("  " + sandbox);
            world.createBucket(DemoWorld.RAW);
            if (world.sandboxStore().isEmpty()) {
                out.println("  the real store " + environment.get("MINIO_ENDPOINT"));
            }
            for (var pipeline : pipelines) {
                pipeline.prepare(world);
                pipeline.places().forEach(place -> out.println("  " + place));
            }
            out.println("Starting Sluice ...");
            try (var sluice = start(world)) {
                sluice.awaitReady();
                world.applicationAt(sluice.address());
                feed(world, sluice);
                boolean asExpected = new DemoWatch(out, pipelines, world, sluice).watch();
                DemoReport.print(out, world, sluice);
                if (!options.exit()) {
                    out.println("It stays up until Ctrl-C.");
                    new CountDownLatch(1).await();
                }
                return asExpected;
            }
        }
    }

    private void feed(DemoWorld world, PackagedApplication sluice) {
        out.println("Feeding it ...");
        try {
            world.awaitPushes();
            for (var pipeline : pipelines) {
                out.printf("  %-8s %s%n", pipeline.word(), pipeline.describe());
                pipeline.feed(world);
            }
        } catch (RuntimeException e) {
            out.println("The end of the application's log:" + sluice.lastLines());
            throw e;
        }
    }

    /** What the pipelines need, less what the environment names. */
    private Set<Server> servers() {
        var servers = EnumSet.noneOf(Server.class);
        pipelines.forEach(pipeline -> servers.addAll(pipeline.servers()));
        if (environment.containsKey("MINIO_ENDPOINT")) {
            servers.remove(Server.STORE);
        }
        return servers;
    }

    private PackagedApplication start(DemoWorld world) {
        var settings = new HashMap<String, String>();
        settings.putAll(ports(Ports.preferably(8080), Ports.preferably(9000)));
        settings.putAll(watching(world));
        settings.putAll(settingsOf(world.sandbox(), "sluice"));
        pipelines.forEach(pipeline -> settings.putAll(pipeline.settings(world)));
        var sluice = PackagedApplication.ofDemo(home(), "demo", settings).start();
        world.sandboxStore()
                .ifPresent(store -> store.pushTo(sluice.address().resolve("/minio-event"), DemoWorld.TOKEN));
        return sluice;
    }

    /** The project's directory. */
    static Path home() {
        return Path.of(System.getProperty("sluice.home", "")).toAbsolutePath();
    }

    /** Settings of an application that is reached from this machine only. */
    static Map<String, String> ports(int http, int management) {
        return Map.of(
                "quarkus.http.port",
                Integer.toString(http),
                "quarkus.management.port",
                Integer.toString(management),
                "quarkus.http.host",
                "localhost",
                "quarkus.management.host",
                "localhost");
    }

    /** A real store knows no way to this application, so that its bucket is only listed. */
    private static Map<String, String> watching(DemoWorld world) {
        var settings = new HashMap<String, String>();
        settings.put("routes.intake.token", DemoWorld.TOKEN);
        settings.put("routes.intake.buckets.raw-data.bucket", DemoWorld.RAW);
        settings.put("routes.intake.listing.cron", "* * * * *");
        // Longer than a push takes that had to be sent once more: the table tells which way each event came.
        settings.put("routes.intake.listing.settle", "10s");
        if (world.sandboxStore().isPresent()) {
            settings.put("routes.intake.buckets.raw-data.notification.arn", SandboxStore.ARN);
            settings.put("routes.intake.buckets.raw-data.notification.suffix", ".mcap");
        }
        return settings;
    }

    /** Settings of an application that uses the servers of the sandbox, with a ledger of its own. */
    static Map<String, String> settingsOf(Sandbox sandbox, String ledger) {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.datasource.jdbc.url", sandbox.postgres().createDatabase(ledger));
        settings.put("quarkus.datasource.username", sandbox.postgres().user());
        settings.put("quarkus.datasource.password", sandbox.postgres().password());
        if (sandbox.has(Server.STORE)) {
            settings.put("routes.store.endpoint", sandbox.store().endpoint().toString());
            settings.put("routes.store.access-key", sandbox.store().accessKey());
            settings.put("routes.store.secret", sandbox.store().secret());
        }
        if (sandbox.has(Server.SLACK)) {
            settings.put("routes.notify.slack.secret", sandbox.slack().webhook().toString());
        }
        return settings;
    }
}
