package routes.startup;

import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import routes.shared.Dependencies;
import routes.shared.Dependencies.Status;
import routes.shared.Dependency.Level;

/**
 * Shows beside the readiness how the systems outside are. It says up whatever they are: to take a replica away because another system
 * is broken would only stop what does not need that one.
 */
@Readiness
@ApplicationScoped
class DependenciesKnown implements HealthCheck {

    private final Dependencies dependencies;

    DependenciesKnown(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("dependencies").up();
        dependencies
                .known()
                .forEach((name, status) -> response.withData(
                        name, status.map(DependenciesKnown::told).orElse("not looked at yet")));
        return response.build();
    }

    /** What is wrong; nothing of what is not. */
    private static String told(Status status) {
        var wrong = status.findings().stream()
                .filter(finding -> finding.level() != Level.GOOD)
                .map(finding -> DoctorReport.word(finding.level()) + ": " + finding.what() + ": " + finding.text())
                .collect(Collectors.joining("; "));
        return wrong.isEmpty() ? "good" : DoctorReport.printable(wrong);
    }
}
