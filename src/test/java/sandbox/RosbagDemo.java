package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Shows recordings that become CSV files, and one that cannot: a run that is parked and told to Slack. */
final class RosbagDemo implements DemoPipeline {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "rosbag/";
    private static final int RECORDINGS = 20;
    private static final int ROWS = 50;
    private static final int SHOWN = 5;
    private static final String REAL = PREFIX + "a real MCAP file.mcap";
    /** How files of the MCAP format begin. */
    private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

    private RosbagServers servers;

    @Override
    public String word() {
        return "rosbag";
    }

    @Override
    public String describe() {
        return "recordings become CSV files; one that cannot be read is parked";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.STORE, Server.SLACK);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        return servers.settings();
    }

    @Override
    public void prepare(DemoWorld world) {
        servers = RosbagServers.of(world.environment());
        world.createBucket(DemoWorld.PROCESSED);
    }

    @Override
    public List<String> places() {
        return servers.places();
    }

    @Override
    public void feed(DemoWorld world) {
        for (int number = 1; number <= RECORDINGS; number++) {
            world.upload(DemoWorld.RAW, PREFIX + "drive " + number + ".mcap", recording(number));
        }
        world.upload(DemoWorld.RAW, REAL, MAGIC);
    }

    private static byte[] recording(int number) {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> row + ",imu," + number * row + "\n")
                .collect(Collectors.joining("", "time,sensor,value\n", ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String expected() {
        return RECORDINGS + " CSV files of " + ROWS + " rows; 1 parked, told to Slack";
    }

    @Override
    public DemoSight look(DemoWorld world) {
        long whole = world.keys(DemoWorld.PROCESSED, PREFIX + "drive ").stream()
                .filter(key -> key.endsWith(".csv"))
                .filter(key -> isWhole(world.read(DemoWorld.PROCESSED, key)))
                .count();
        int parked = parked(world).size();
        boolean told = world.sandbox().slack().messages().stream()
                .anyMatch(message -> message.text().contains(REAL));
        var seen = whole + " CSV files of " + ROWS + " rows; " + parked + " parked, "
                + (told ? "told to Slack" : "not told to Slack yet");
        return new DemoSight(seen, whole == RECORDINGS && parked == 1 && told);
    }

    private static boolean isWhole(String csv) {
        return csv.lines().count() == ROWS + 1;
    }

    @Override
    public List<String> details(DemoWorld world) {
        var lines = new ArrayList<>(processed(world));
        lines.add("");
        var table = new DemoTable("run", "object", "parked because it");
        for (var run : parked(world)) {
            var reason = run.path("error").asText();
            int end = reason.indexOf(';');
            table.add(
                    run.path("id").asText(),
                    run.path("key").asText(),
                    reason.substring(0, end < 0 ? reason.length() : end).replaceFirst("^.*?: ", ""));
        }
        table.toString().lines().forEach(lines::add);
        return lines;
    }

    /** Recordings, what became of them, and by which event and run, as the receipts tell it. */
    private static List<String> processed(DemoWorld world) {
        var receipts = world.keys(DemoWorld.PROCESSED, PREFIX).stream()
                .filter(key -> key.endsWith(".receipt.json"))
                .toList();
        var table = new DemoTable("recording", "became", "rows", "event", "run");
        receipts.stream()
                .limit(SHOWN)
                .map(key -> receipt(world, key))
                .forEach(receipt -> table.add(
                        receipt.at("/input/key").asText(),
                        receipt.at("/output/bucket").asText() + "/"
                                + receipt.at("/output/key").asText(),
                        receipt.at("/output/rows").asText(),
                        receipt.path("eventId").asText(),
                        receipt.path("runId").asText()));
        var lines = new ArrayList<>(table.toString().lines().toList());
        if (receipts.size() > SHOWN) {
            lines.add("  ... and " + (receipts.size() - SHOWN) + " more");
        }
        return lines;
    }

    private static JsonNode receipt(DemoWorld world, String key) {
        try {
            return JSON.readTree(world.read(DemoWorld.PROCESSED, key));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(key + " is no JSON", e);
        }
    }

    private static List<JsonNode> parked(DemoWorld world) {
        return world.api().items("/api/runs?route=rosbag&state=parked&limit=100").stream()
                .filter(run -> run.path("key").asText().startsWith(PREFIX))
                .toList();
    }
}
