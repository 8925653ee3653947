package peers;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.airflow.AirflowContract;

@Tag("peers")
class Airflow2OnRealServerTest extends AirflowContract {

    private static Peer airflow;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        airflow = Peer.start("airflow2");
    }

    @AfterAll
    static void stop() {
        if (airflow != null) {
            airflow.close();
        }
    }

    @Override
    protected Server server() {
        return new Server(URI.create(airflow.value("URL")), airflow.value("PASSWORD"), "/dags/%s/grid?dag_run_id=%s");
    }
}
