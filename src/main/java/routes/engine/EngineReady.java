package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Says that Sluice is ready once all routes are started: before that, events would be turned away. */
@Readiness
@Startup
@ApplicationScoped
class EngineReady implements HealthCheck {

    private final Triggers triggers;

    EngineReady(Triggers triggers) {
        this.triggers = triggers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("routes").status(triggers.isComplete()).build();
    }
}
