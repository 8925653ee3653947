package routes.airflow;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import routes.external.ExternalConfig;
import routes.shared.InvalidInputException;

/** The Airflow servers that are configured. */
@ApplicationScoped
class AirflowConnections {

    private final Map<String, AirflowConfig.Connection> connections = new TreeMap<>();
    private final Map<String, AirflowClient> clients = new ConcurrentHashMap<>();
    private final Duration timeout;

    AirflowConnections(AirflowConfig config, ExternalConfig external) {
        timeout = external.timeout();
        config.connections().forEach((name, connection) -> {
            // The one that the variables of the environment speak of is always there, and empty where they are not set.
            if (connection.url().isPresent()) {
                connections.put(name, connection);
            }
        });
    }

    /** Names of all of them. */
    Set<String> names() {
        return connections.keySet();
    }

    /** @throws InvalidInputException if there is no such server, or its settings cannot be used */
    AirflowClient of(String name) {
        var settings = connections.get(name);
        if (settings == null) {
            throw new InvalidInputException("there is no Airflow called " + name + ": set routes.connections.airflow."
                    + name + ".url" + (connections.isEmpty() ? "" : ", or use one of " + names()));
        }
        return clients.computeIfAbsent(
                name, unused -> new AirflowClient(AirflowConnection.of(name, settings), timeout));
    }
}
