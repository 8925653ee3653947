package routes.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import routes.ledger.RouteInfo;

/**
 * A route and how people have set it.
 *
 * @param route what it is
 * @param paused whether it starts no runs until it is resumed
 */
public record RouteDetails(@JsonUnwrapped RouteInfo route, boolean paused) {}
