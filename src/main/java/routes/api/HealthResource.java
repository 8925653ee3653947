package routes.api;

import java.util.Comparator;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.shared.Dependencies;
import routes.shared.Dependency.Level;

/** How the systems are that Sluice needs. It is for people: what is broken here makes no replica unready. */
@Guarded
@Path("/api/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
public class HealthResource {

    private final Dependencies dependencies;

    HealthResource(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * What this replica has found.
     *
     * @param level of the worst
     * @param items by name
     */
    public record Health(Level level, List<Dependencies.Status> items) {}

    /** Asks each system, or tells what was found a moment ago. */
    @GET
    @Path("dependencies")
    @Operation(operationId = "getDependencies", summary = "How the systems are that Sluice needs")
    public Health get() {
        var items = dependencies.check();
        var worst = items.stream().map(Dependencies.Status::level).max(Comparator.naturalOrder());
        return new Health(worst.orElse(Level.GOOD), items);
    }
}
