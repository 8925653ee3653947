package routes.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.arc.All;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

/**
 * Asks everything outside that Sluice needs how it is: all at once, none of them longer than some seconds, and none more often
 * than that, however many people look. Safe for concurrent use.
 */
@ApplicationScoped
public class Dependencies {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration KNOWN = Duration.ofMinutes(1);

    private final List<Dependency> all;
    private final Clock clock;
    private final Duration longest;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "sluice-check");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Check> checks = new ConcurrentHashMap<>();
    private final Map<String, Status> last = new ConcurrentHashMap<>();
    private final Map<String, LastError> lastErrors = new ConcurrentHashMap<>();

    @Inject
    Dependencies(@All List<Dependency> all, Clock clock) {
        this(all, clock, LONGEST);
    }

    Dependencies(List<Dependency> all, Clock clock, Duration longest) {
        this.longest = longest;
        this.all = all.stream().sorted(Comparator.comparing(Dependency::name)).toList();
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /**
     * How one of them is.
     *
     * @param name as people call it
     * @param level of its worst finding
     * @param millis the check took
     * @param findings what was looked at
     * @param lastError the last thing that was found broken since this replica began, or null
     */
    public record Status(String name, Level level, long millis, List<Finding> findings, LastError lastError) {}

    /** What was broken once, and when that was found last. */
    public record LastError(String text, Instant at) {}

    private record Check(Instant begun, CompletableFuture<Status> status) {}

    /** How all of them are, by name. */
    public List<Status> check() {
        var begun = all.stream().map(dependency -> begin(dependency, FRESH)).toList();
        return begun.stream().map(CompletableFuture::join).toList();
    }

    /** How all of them were when they were looked at last, by name, at once; each is looked at once a minute if somebody wants to know. */
    public Map<String, Optional<Status>> known() {
        var known = new TreeMap<String, Optional<Status>>();
        for (var dependency : all) {
            begin(dependency, KNOWN);
            known.put(dependency.name(), Optional.ofNullable(last.get(dependency.name())));
        }
        return known;
    }

    private CompletableFuture<Status> begin(Dependency dependency, Duration fresh) {
        return checks.compute(
                        dependency.name(), (name, before) -> isFresh(before, fresh) ? before : started(dependency))
                .status();
    }

    private boolean isFresh(Check check, Duration fresh) {
        return check != null
                && (!check.status().isDone() || check.begun().plus(fresh).isAfter(clock.instant()));
    }

    private Check started(Dependency dependency) {
        var begin = clock.instant();
        var late = Finding.broken(
                dependency.name(),
                "no answer within " + longest.toMillis() + " ms: see that it runs and can be reached");
        var status = CompletableFuture.supplyAsync(() -> findings(dependency), threads)
                .completeOnTimeout(List.of(late), longest.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(findings -> status(dependency.name(), begin, findings));
        return new Check(begin, status);
    }

    private static List<Finding> findings(Dependency dependency) {
        try {
            return dependency.check();
        } catch (Exception e) {
            var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return List.of(Finding.broken(dependency.name(), why));
        }
    }

    private Status status(String name, Instant begin, List<Finding> findings) {
        findings.stream()
                .filter(finding -> finding.level() == Level.BROKEN)
                .forEach(finding ->
                        lastErrors.put(name, new LastError(finding.what() + ": " + finding.text(), clock.instant())));
        var level = findings.stream().map(Finding::level).max(Comparator.naturalOrder());
        var millis = Duration.between(begin, clock.instant()).toMillis();
        var status = new Status(name, level.orElse(Level.GOOD), millis, findings, lastErrors.get(name));
        last.put(name, status);
        return status;
    }
}
