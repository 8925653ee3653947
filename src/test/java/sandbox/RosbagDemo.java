package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows recordings that become CSV files, and one that cannot: a run that is parked and told to Slack. */
final class RosbagDemo implements DemoPipeline {

    private static final String FROM = "raw-data";
    private static final String TO = "processed-data";
    private static final int RECORDINGS = 20;
    private static final int ROWS = 50;
    private static final String REAL = "rosbag/drive-real.mcap";
    /** How files of the MCAP format begin. */
    private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

    private final IntakeDemo intake = new IntakeDemo();

    @Override
    public String word() {
        return "rosbag";
    }

    @Override
    public String describe() {
        return "recordings become CSV files";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.STORE, Server.SLACK);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        return intake.settings(world);
    }

    @Override
    public void prepare(DemoWorld world) {
        world.createBucket(FROM);
        world.createBucket(TO);
    }

    @Override
    public void feed(DemoWorld world) {
        for (int number = 1; number <= RECORDINGS; number++) {
            world.upload(FROM, "rosbag/drive-" + number + ".mcap", recording(number));
        }
        world.upload(FROM, REAL, MAGIC);
    }

    private static byte[] recording(int number) {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> row + ",imu," + number * row + "\n")
                .collect(Collectors.joining("", "time,sensor,value\n", ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String expected() {
        return RECORDINGS + " CSV files of " + ROWS + " rows; 1 run parked, and Slack told";
    }

    @Override
    public DemoSight look(DemoWorld world) {
        var files = world.keys(TO, "rosbag/").stream()
                .filter(key -> key.endsWith(".csv"))
                .toList();
        long whole = files.stream().filter(key -> isWhole(world.read(TO, key))).count();
        var parked = world.api().items("/api/runs?route=rosbag&state=parked&limit=100").stream()
                .filter(RosbagDemo::isOfDemo)
                .toList();
        boolean told = !world.sandbox().has(Server.SLACK)
                || !world.sandbox().slack().messages().isEmpty();
        var seen = whole + " CSV files of " + ROWS + " rows; " + parked.size() + " run"
                + (parked.size() == 1 ? "" : "s") + " parked, " + (told ? "and Slack told" : "Slack not told yet");
        return new DemoSight(seen, whole == RECORDINGS && parked.size() == 1 && told);
    }

    private static boolean isWhole(String csv) {
        return csv.lines().count() == ROWS + 1;
    }

    /** The fields in which a run tells its object are left to the application. */
    private static boolean isOfDemo(JsonNode run) {
        return run.path("state").asText("parked").equals("parked");
    }
}
