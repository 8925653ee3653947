package routes.ledger;

import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Steers routes over all replicas and across restarts. */
@ApplicationScoped
public class RouteControl {

    private final Database database;

    RouteControl(Database database) {
        this.database = database;
    }

    /** Lets a paused route start no further runs; those that have begun go on only after it is resumed. */
    public void pause(String route) {
        set("paused", route, true);
    }

    /** Lets a route start runs again. */
    public void resume(String route) {
        set("paused", route, false);
    }

    /** Takes a route out of service; every replica stops it within a second or two. */
    public void stop(String route) {
        set("stopped", route, true);
    }

    /** Puts a route into service again. */
    public void start(String route) {
        set("stopped", route, false);
    }

    /** Ids of the paused routes. */
    public Set<String> paused() {
        return where("paused");
    }

    /** Ids of the routes that are not to be in service. */
    public Set<String> stopped() {
        return where("stopped");
    }

    private Set<String> where(String flag) {
        return database.query("select route from route_control where " + flag, row -> row.getString(1)).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private void set(String flag, String route, boolean value) {
        // The time of the last change belongs to the route's rate, and stays as it is.
        database.update("""
                insert into route_control (route, %1$s) values (?, ?)
                on conflict (route) do update set %1$s = excluded.%1$s
                """.formatted(flag), route, value);
    }
}
