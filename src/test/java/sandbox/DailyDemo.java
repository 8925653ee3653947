package sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Shows a day of the daily pipeline in fast motion. The day has a clock of its own, on which an hour takes some seconds, so it
 * also has an application of its own.
 */
final class DailyDemo implements DemoPipeline {

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final LocalTime BEGIN = LocalTime.of(15, 0);
    private static final int SPEED = 400;
    /** The application takes a while to start, and the day shall begin after it. */
    private static final Duration HEAD_START = Duration.ofSeconds(20);

    private static final String DONE = "daily* of " + DAY + " is done";
    private static final List<String> WORK =
            List.of("produce-server0", "produce-server1", "stream-to-silver", "batch-to-bronze", "etl-to-gold");

    private final Instant dayBreak =
            DAY.atTime(LocalTime.of(14, 58)).atZone(ZONE).toInstant();
    private Instant since;
    private DailyServers servers;
    private PackagedApplication sluice;
    private SluiceApi api;

    @Override
    public String word() {
        return "daily";
    }

    @Override
    public String describe() {
        return "a day of containers and Spark applications, in fast motion";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.SLACK, Server.STORE);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        return Map.of();
    }

    @Override
    public void prepare(DemoWorld world) {
        servers = DailyServers.of(world.environment());
        world.createBucket("step-logs");
        since = Instant.now().plus(HEAD_START);
        sluice = PackagedApplication.ofDemo(Demo.home(), "demo-daily", settingsOfTheDay(world))
                .start();
    }

    private Map<String, String> settingsOfTheDay(DemoWorld world) {
        var settings = new HashMap<>(Demo.ports(Ports.free(), Ports.free()));
        settings.putAll(Demo.settingsOf(world.sandbox(), "daily"));
        settings.put("routes.intake.token", DemoWorld.TOKEN);
        settings.put("routes.clock.since", since.toString());
        settings.put("routes.clock.start", dayBreak.toString());
        settings.put("routes.clock.speed", Integer.toString(SPEED));
        settings.put("routes.daily.enabled", "true");
        settings.putAll(servers.settings());
        settings.put("routes.external.logs.bucket", "step-logs");
        return settings;
    }

    @Override
    public List<String> places() {
        return servers.places();
    }

    @Override
    public void feed(DemoWorld world) {
        sluice.awaitReady();
        api = new SluiceApi(sluice.address());
        if (shown(Instant.now()).isAfter(BEGIN)
                && api.items("/api/runs?route=daily").isEmpty()) {
            // A slow machine was not ready at three: so the day is run as somebody would who finds it missing.
            api.post("/api/routes/daily/backfill", "{\"from\":\"" + DAY + "\",\"to\":\"" + DAY + "\"}");
        }
    }

    @Override
    public String expected() {
        return "each of 5 steps begun once; told to Slack";
    }

    @Override
    public DemoSight look(DemoWorld world) {
        int containers = servers.containers().orElseGet(() -> done("produce-"));
        int drivers = servers.drivers().orElseGet(() -> done("-to-"));
        boolean told = world.sandbox().slack().messages().stream()
                .anyMatch(message -> message.text().contains(DONE));
        var seen = "%d containers and %d Spark drivers begun; %s"
                .formatted(containers, drivers, told ? "told to Slack" : clock());
        return new DemoSight(seen, containers == 2 && drivers == 3 && told);
    }

    /** Of a real server only the ledger tells, and what has ended well was begun. */
    private int done(String part) {
        return (int) steps().stream()
                .filter(step -> step.path("id").asText().contains(part))
                .filter(step -> step.path("state").asText().equals("succeeded"))
                .count();
    }

    private List<JsonNode> steps() {
        return api.items("/api/runs?route=daily").stream()
                .flatMap(run -> api.get("/api/runs/" + run.path("id").asText())
                        .path("steps")
                        .valueStream())
                .filter(step -> WORK.contains(step.path("id").asText()))
                .toList();
    }

    /** The time of that day, by the hour, so that not every look shows something new. */
    private String clock() {
        return "it is past " + shown(Instant.now()).withMinute(0);
    }

    private LocalTime shown(Instant onTheWall) {
        var passed = Duration.between(since, onTheWall).multipliedBy(SPEED);
        return dayBreak.plus(passed).atZone(ZONE).toLocalTime().withNano(0).withSecond(0);
    }

    @Override
    public List<String> details(DemoWorld world) {
        var line = new TimeLine(LocalTime.of(15, 0), LocalTime.of(19, 0));
        for (var step : steps()) {
            line.add(step.path("id").asText(), time(step, "startedAt"), time(step, "finishedAt"));
        }
        return line.lines();
    }

    private LocalTime time(JsonNode step, String name) {
        return shown(Instant.parse(step.path(name).asText(Instant.now().toString())));
    }
}
