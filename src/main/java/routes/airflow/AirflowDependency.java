package routes.airflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import routes.shared.Dependency;
import routes.shared.InvalidInputException;

/** Whether the Airflow servers answer, let us in and have a scheduler. */
@ApplicationScoped
class AirflowDependency implements Dependency {

    private final AirflowConnections connections;

    AirflowDependency(AirflowConnections connections) {
        this.connections = connections;
    }

    @Override
    public String name() {
        return "airflow";
    }

    @Override
    public List<Finding> check() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var name : connections.names()) {
            findings.add(finding(name));
        }
        return findings;
    }

    private Finding finding(String name) throws InterruptedException {
        var what = "connection " + name;
        try {
            var client = connections.of(name);
            var health = client.health();
            // It may start runs or not; that is told of the first one, since nothing is to be changed here.
            client.ask(Call.get("/dags?limit=1", "look at DAGs"));
            return schedulerIsWell(health)
                    ? Finding.good(what, "answers as Airflow " + client.known().series())
                    : Finding.warning(what, "answers, but has no healthy scheduler: see that it runs");
        } catch (IOException | InvalidInputException e) {
            return Finding.broken(what, e.getMessage());
        }
    }

    private static boolean schedulerIsWell(JsonNode health) {
        return health.path("scheduler").path("status").asText().equals("healthy");
    }
}
