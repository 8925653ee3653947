package routes.airflow;

import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import routes.external.ExternalConfig;
import routes.shared.InvalidInputException;

/** The Airflow servers that are configured. */
@ApplicationScoped
class AirflowConnections {

    private final Map<String, AirflowClient> clients = new TreeMap<>();

    AirflowConnections(AirflowConfig config, ExternalConfig external) {
        config.connections().forEach((name, connection) -> {
            // The one that the variables of the environment speak of is always there, and empty where they are not set.
            if (connection.url().isPresent()) {
                clients.put(name, new AirflowClient(AirflowConnection.of(name, connection), external.timeout()));
            }
        });
    }

    /** All of them, by name. */
    Map<String, AirflowClient> all() {
        return clients;
    }

    AirflowClient of(String name) {
        var client = clients.get(name);
        if (client == null) {
            throw new InvalidInputException("there is no Airflow called " + name + ": set routes.connections.airflow."
                    + name + ".url" + (clients.isEmpty() ? "" : ", or use one of " + clients.keySet()));
        }
        return client;
    }
}
