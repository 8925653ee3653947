package routes.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import routes.ledger.RouteInfo;

/**
 * A route and how people have set it.
 *
 * @param route what it is
 * @param paused whether it starts no runs until it is resumed
 * @param stopped whether it is out of service until it is started; its state says how far this replica has come with that
 */
public record RouteDetails(@JsonUnwrapped RouteInfo route, boolean paused, boolean stopped) {}
