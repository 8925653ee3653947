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
        setPaused(route, true);
    }

    /** Lets a route start runs again. */
    public void resume(String route) {
        setPaused(route, false);
    }

    /** Ids of the paused routes. */
    public Set<String> paused() {
        return database.query("select route from route_control where paused", row -> row.getString(1)).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private void setPaused(String route, boolean paused) {
        // The time of the last change belongs to the route's rate, and stays as it is.
        database.update("""
                insert into route_control (route, paused) values (?, ?)
                on conflict (route) do update set paused = excluded.paused
                """, route, paused);
    }
}
