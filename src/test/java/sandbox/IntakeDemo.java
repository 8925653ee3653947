package sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/** Shows that no event is missed: one was there before Sluice, one is lost on its way, one comes twice. */
final class IntakeDemo implements DemoPipeline {

    private static final String BUCKET = "raw-data";
    private static final String BEFORE = "intake/there before Sluice.mcap";
    private static final String TWICE = "intake/pushed twice.mcap";
    private static final String LOST = "intake/lost on its way.mcap";
    private static final List<String> PUSHED = List.of("intake/a+b.mcap", "intake/100%.mcap", "intake/größe/数据.mcap");

    private int unreadableAnswer;

    @Override
    public String word() {
        return "intake";
    }

    @Override
    public String describe() {
        return "every object version becomes one event, pushed or not";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.STORE);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        return Map.of(
                "routes.intake.buckets.raw-data.bucket", BUCKET,
                "routes.intake.buckets.raw-data.notification.arn", SandboxStore.ARN,
                "routes.intake.buckets.raw-data.notification.suffix", ".mcap",
                "routes.intake.listing.cron", "* * * * *",
                "routes.intake.listing.settle", "2s");
    }

    @Override
    public void prepare(DemoWorld world) {
        world.createBucket(BUCKET);
        world.createBucket("processed-data");
        upload(world, BEFORE);
    }

    /** The application sets the rule up by itself; without it nothing would be pushed. */
    @Override
    public void feed(DemoWorld world) {
        Awaitility.await("the bucket to push its events")
                .atMost(Duration.ofMinutes(1))
                .until(() -> world.pushes(BUCKET));
        PUSHED.forEach(key -> upload(world, key));
        world.sandboxStore().ifPresent(store -> store.repeatPushes(1));
        upload(world, TWICE);
        world.sandboxStore().ifPresent(store -> store.losePushes(1));
        upload(world, LOST);
        unreadableAnswer = world.api().postEvent("{ this is no event", DemoWorld.TOKEN);
    }

    private static void upload(DemoWorld world, String key) {
        world.upload(BUCKET, key, "time,speed\n1,0.5\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String expected() {
        return "6 events, 2 of them healed by listing; an unreadable one kept aside";
    }

    @Override
    public DemoSight look(DemoWorld world) {
        var events = world.api().items("/api/events?bucket=" + BUCKET + "&prefix=intake/&limit=100");
        long healed = events.stream().filter(IntakeDemo::healed).count();
        var seen = events.size() + " events, " + healed + " of them healed by listing; the unreadable one answered "
                + unreadableAnswer;
        // A real store may push what the sandbox loses, or nothing at all.
        boolean healedAsExpected = world.sandboxStore().isEmpty() || healed == 2;
        return new DemoSight(
                seen, events.size() == PUSHED.size() + 3 && healedAsExpected && unreadableAnswer / 100 == 2);
    }

    private static boolean healed(JsonNode event) {
        return event.path("source").asText().equalsIgnoreCase("listing");
    }
}
