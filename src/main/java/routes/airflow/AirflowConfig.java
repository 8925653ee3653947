package routes.airflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** Settings of the Airflow servers that steps may run DAGs on. */
@ConfigMapping(prefix = "routes.connections.airflow")
public interface AirflowConfig {

    /** The servers, each under the name that Kamelets call it by. */
    @WithParentName
    Map<String, Connection> connections();

    /** One Airflow server. */
    interface Connection {

        /** Address of the webserver (Airflow 2.x) or API server (3.x), such as {@code http://airflow:8080}. */
        Optional<URI> url();

        /** Address under which people open Airflow, where it is another one; links lead there. */
        Optional<URI> webUrl();

        /** User that runs are started as; without one Airflow is asked as nobody. */
        Optional<String> user();

        /** Password of the user. */
        Optional<String> password();

        /** Token to send instead of user and password, where a proxy or a hosted Airflow hands out such. */
        Optional<String> token();

        /** PEM file with the certificates to trust, for a server whose certificate no public authority has signed. */
        Optional<Path> caFile();
    }
}
