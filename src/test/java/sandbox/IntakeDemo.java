package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows that no event is missed: some come by webhook, some by Kafka, one twice, one is lost, one was there before Sluice. */
final class IntakeDemo implements DemoPipeline {

    private static final String PREFIX = "intake/";
    private static final String BEFORE = PREFIX + "there before Sluice.mcap";
    private static final String TWICE = PREFIX + "pushed twice.mcap";
    private static final String LOST = PREFIX + "lost on its way.mcap";
    private static final byte[] RECORDING = "time,speed\n1,0.5\n".getBytes(StandardCharsets.UTF_8);
    private static final List<String> PUSHED =
            List.of(PREFIX + "a+b.mcap", PREFIX + "100%.mcap", PREFIX + "größe/łódź.mcap");
    private static final List<String> PUBLISHED =
            List.of(PREFIX + "told by Kafka.mcap", PREFIX + "told by Kafka, too.mcap");
    private static final int EVENTS = PUSHED.size() + PUBLISHED.size() + 3;

    @Override
    public String word() {
        return "intake";
    }

    @Override
    public String describe() {
        return "each object version becomes one event: pushed, published to Kafka, pushed twice, lost, or there before";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.STORE, Server.KAFKA);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        return Map.of(
                "routes.intake.kafka.enabled",
                "true",
                "routes.intake.kafka.brokers",
                world.sandbox().kafka().bootstrapServers());
    }

    @Override
    public void prepare(DemoWorld world) {
        upload(world, BEFORE);
    }

    @Override
    public void feed(DemoWorld world) {
        PUSHED.forEach(key -> upload(world, key));
        PUBLISHED.forEach(key -> world.uploadToldByTopic(key, RECORDING));
        world.sandboxStore().ifPresent(store -> store.repeatPushes(1));
        upload(world, TWICE);
        world.sandboxStore().ifPresent(store -> store.losePushes(1));
        upload(world, LOST);
        world.postEvent("{ this is no event");
    }

    private static void upload(DemoWorld world, String key) {
        world.upload(DemoWorld.RAW, key, RECORDING);
    }

    @Override
    public String expected() {
        return sight(EVENTS, PUBLISHED.size(), 2, 1);
    }

    @Override
    public DemoSight look(DemoWorld world) {
        var events = events(world);
        long published = events.stream().filter(event -> cameBy(event, "kafka")).count();
        long healed = events.stream().filter(event -> cameBy(event, "listing")).count();
        int quarantined = world.api().items("/api/quarantine?limit=100").size();
        var seen = sight(events.size(), published, healed, quarantined);
        // A real store is only listed here, and may hold what another demo left.
        boolean cameAsExpected = world.sandboxStore().isEmpty() || published == PUBLISHED.size() && healed == 2;
        boolean decided =
                events.stream().allMatch(event -> event.path("outcomes").size() > 0);
        return new DemoSight(seen, events.size() == EVENTS && cameAsExpected && decided && quarantined == 1);
    }

    @Override
    public List<String> details(DemoWorld world) {
        var table = new DemoTable("object", "came by", "times", "outcome");
        for (var event : events(world)) {
            table.add(
                    event.path("key").asText(),
                    cameBy(event, "listing")
                            ? "listing (healed)"
                            : event.path("source").asText(),
                    event.path("seen").asText(),
                    outcomes(event));
        }
        return table.toString().lines().toList();
    }

    private static List<JsonNode> events(DemoWorld world) {
        return world.api().items("/api/events?bucket=" + DemoWorld.RAW + "&prefix=" + PREFIX + "&limit=100");
    }

    private static boolean cameBy(JsonNode event, String source) {
        return event.path("source").asText().equals(source);
    }

    private static String sight(int events, long published, long healed, int quarantined) {
        return events + " events, " + published + " by Kafka, " + healed + " healed by listing; " + quarantined
                + " quarantined";
    }

    private static String outcomes(JsonNode event) {
        var outcomes = new ArrayList<String>();
        for (var outcome : event.path("outcomes")) {
            var run = outcome.path("runId");
            var what = outcome.path("verdict").asText() + (run.isNumber() ? " run " + run.asText() : "");
            outcomes.add(outcome.path("route").asText() + ": " + what);
        }
        return String.join(", ", outcomes);
    }
}
