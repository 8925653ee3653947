package sandbox;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives a Quarkus test a stand-in of Airflow 3.x, in a field of that type; the DAG of rosbag ends well at once. */
public final class AirflowTestResource implements QuarkusTestResourceLifecycleManager {

    private SandboxAirflow airflow;

    @Override
    public Map<String, String> start() {
        airflow = SandboxAirflow.started(SandboxAirflow.Version.THREE);
        airflow.dag("rosbag_processor_poc");
        // By the names that users know.
        return Map.of(
                "AIRFLOW_BASE_URL", airflow.url().toString(),
                "AIRFLOW_USER", SandboxAirflow.USER,
                "AIRFLOW_PASSWORD", SandboxAirflow.PASSWORD);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(airflow, new TestInjector.MatchesType(SandboxAirflow.class));
    }

    @Override
    public void stop() {
        airflow.close();
    }
}
