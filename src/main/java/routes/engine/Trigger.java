package routes.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import org.apache.camel.Exchange;

/** The beginning of a triggered route. */
interface Trigger {

    /** Id of the route it begins, not of the Kamelet. */
    String routeId();

    /** What starts its runs: {@code object-event} or {@code schedule}. */
    String kind();

    /** What it is configured with, for people. */
    Map<String, String> parameters();

    /** How its runs are limited; asked for at each claim. */
    Limits limits();

    /** In which zone its runs mean times and dates. */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** Digest of the route's source. */
    String version();

    /** Whether the route is started, so that its runs may be routed here. */
    boolean active();

    /** A new exchange of the route, without a body. */
    Exchange newExchange();

    /** Sends an exchange through the route, and returns when it has come to its end. */
    void route(Exchange exchange);

    /**
     * Limits on the runs of a route, over all replicas.
     *
     * @param concurrency runs at once; 0 for any number
     * @param ratePerSecond new runs in a second; 0 for any number
     * @param supersede whether a newer version of an object cancels an older one that is still queued
     * @param attempts before a run is parked; 0 for any number, -1 for as many as configured for all routes
     */
    record Limits(int concurrency, double ratePerSecond, boolean supersede, int attempts) {}
}
