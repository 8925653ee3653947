package routes.api;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.quarkus.arc.DefaultBean;

import routes.ledger.Dispatch;
import routes.ledger.RouteCatalogue;

/** Stands in for the parts of the application that are not on board: no routes, no reader of messages. */
public class Unwired {

    @Produces
    @DefaultBean
    @ApplicationScoped
    Dispatch dispatch() {
        return event -> List.of();
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    RouteCatalogue routeCatalogue() {
        return List::of;
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    Rereading rereading() {
        return (source, message) ->
                new Rereading.Result(List.of(), List.of("this Sluice has no reader of messages on board"));
    }
}
