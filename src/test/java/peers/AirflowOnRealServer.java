package peers;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import routes.airflow.AirflowContract;

/** The contract of Airflow on a real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AirflowOnRealServer extends AirflowContract {

    private final String script;
    private final String pathOfRuns;
    private Peer airflow;

    /** Of the Airflow that a script of {@code src/test/peers} starts, whose runs have pages of this path. */
    AirflowOnRealServer(String script, String pathOfRuns) {
        this.script = script;
        this.pathOfRuns = pathOfRuns;
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        airflow = Peer.start(script);
    }

    @AfterAll
    void stop() {
        if (airflow != null) {
            airflow.close();
        }
    }

    @Override
    protected Server server() {
        return new Server(URI.create(airflow.value("URL")), airflow.value("PASSWORD"), pathOfRuns);
    }
}
