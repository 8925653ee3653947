package routes.airflow;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import sandbox.SandboxAirflow;

class Airflow2OnStandInTest extends AirflowContract {

    private static SandboxAirflow airflow;

    @BeforeAll
    static void start() {
        airflow = ContractDags.in(SandboxAirflow.started(SandboxAirflow.Version.TWO));
    }

    @AfterAll
    static void stop() {
        airflow.close();
    }

    @Override
    protected Server server() {
        return new Server(airflow.url(), SandboxAirflow.PASSWORD, "/dags/%s/grid?dag_run_id=%s");
    }
}
