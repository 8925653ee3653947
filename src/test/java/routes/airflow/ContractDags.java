package routes.airflow;

import java.time.Duration;

import sandbox.SandboxAirflow;

/** The DAGs of {@code src/test/peers/airflow-dags}, in the stand-in. */
final class ContractDags {

    private ContractDags() {}

    static SandboxAirflow in(SandboxAirflow airflow) {
        airflow.dag("contract_ok").takes(Duration.ofMillis(100));
        airflow.dag("contract_failing").fails("fail");
        airflow.dag("contract_slow").takes(Duration.ofHours(1));
        airflow.dag("contract_paused").paused(true);
        airflow.dag("contract_unpaused").paused(true);
        airflow.dag("contract_strict").demandsInteger("count");
        airflow.dag("contract_mapped").mapped("second_time", 3, 1);
        airflow.dag("rosbag_processor_poc").takes(Duration.ofHours(1));
        airflow.dag("contract_broken").importErrors(true);
        return airflow;
    }
}
