package peers;

import org.junit.jupiter.api.Tag;

@Tag("peers")
class Airflow2OnRealServerTest extends AirflowOnRealServer {

    Airflow2OnRealServerTest() {
        super("airflow2", "/dags/%s/grid?dag_run_id=%s");
    }
}
