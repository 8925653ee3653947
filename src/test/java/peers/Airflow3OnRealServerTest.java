package peers;

import org.junit.jupiter.api.Tag;

@Tag("peers")
class Airflow3OnRealServerTest extends AirflowOnRealServer {

    Airflow3OnRealServerTest() {
        super("airflow3", "/dags/%s/runs/%s");
    }
}
