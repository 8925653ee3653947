package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows that no event is missed: one was there before Sluice, one is lost on its way, one comes twice. */
final class IntakeDemo implements DemoPipeline {

    private static final String PREFIX = "intake/";
    private static final String BEFORE = PREFIX + "there before Sluice.mcap";
    private static final String TWICE = PREFIX + "pushed twice.mcap";
    private static final String LOST = PREFIX + "lost on its way.mcap";
    private static final List<String> PUSHED =
            List.of(PREFIX + "a+b.mcap", PREFIX + "100%.mcap", PREFIX + "größe/łódź.mcap");
    private static final int EVENTS = PUSHED.size() + 3;

    @Override
    public String word() {
        return "intake";
    }

    @Override
    public String describe() {
        return "each object version becomes one event: pushed, pushed twice, lost on its way, or there before";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.STORE);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        return Map.of();
    }

    @Override
    public void prepare(DemoWorld world) {
        upload(world, BEFORE);
    }

    @Override
    public void feed(DemoWorld world) {
        PUSHED.forEach(key -> upload(world, key));
        world.sandboxStore().ifPresent(store -> store.repeatPushes(1));
        upload(world, TWICE);
        world.sandboxStore().ifPresent(store -> store.losePushes(1));
        upload(world, LOST);
        world.postEvent("{ this is no event");
    }

    private static void upload(DemoWorld world, String key) {
        world.upload(DemoWorld.RAW, key, "time,speed\n1,0.5\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String expected() {
        return EVENTS + " events, 2 healed by listing; 1 quarantined";
    }

    @Override
    public DemoSight look(DemoWorld world) {
        var events = events(world);
        long healed = events.stream().filter(IntakeDemo::healed).count();
        int quarantined = world.api().items("/api/quarantine?limit=100").size();
        var seen = events.size() + " events, " + healed + " healed by listing; " + quarantined + " quarantined";
        // A real store is only listed here, and may hold what another demo left.
        boolean healedAsExpected = world.sandboxStore().isEmpty() || healed == 2;
        boolean decided =
                events.stream().allMatch(event -> event.path("outcomes").size() > 0);
        return new DemoSight(seen, events.size() == EVENTS && healedAsExpected && decided && quarantined == 1);
    }

    @Override
    public List<String> details(DemoWorld world) {
        var table = new DemoTable("object", "came by", "times", "outcome");
        for (var event : events(world)) {
            table.add(
                    event.path("key").asText(),
                    healed(event) ? "listing (healed)" : event.path("source").asText(),
                    event.path("seen").asText(),
                    outcomes(event));
        }
        return table.toString().lines().toList();
    }

    private static List<JsonNode> events(DemoWorld world) {
        return world.api().items("/api/events?bucket=" + DemoWorld.RAW + "&prefix=" + PREFIX + "&limit=100");
    }

    private static boolean healed(JsonNode event) {
        return event.path("source").asText().equals("listing");
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
