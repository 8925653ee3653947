package routes.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import routes.airflow.AirflowConfig;
import routes.api.ApiConfig;
import routes.daily.DailyConfig;
import routes.docker.DockerConfig;
import routes.docker.RegistryConfig;
import routes.engine.EngineConfig;
import routes.external.ExternalConfig;
import routes.intake.IntakeConfig;
import routes.kubernetes.KubernetesConfig;
import routes.ledger.LedgerConfig;
import routes.merge.MergeConfig;
import routes.notify.NotifyConfig;
import routes.rosbag.RosbagConfig;
import routes.shared.ClockConfig;
import routes.shared.StoreConfig;
import routes.spark.SparkConfig;

/**
 * Injects the settings of every pipeline at the start, because Quarkus checks a group of settings only if somebody injects it: a
 * misspelt or missing key stops the start instead of being ignored until it is needed.
 */
@ApplicationScoped
class ConfigCheck {

    ConfigCheck(
            StartupConfig startup,
            ClockConfig clock,
            StoreConfig store,
            LedgerConfig ledger,
            EngineConfig engine,
            ExternalConfig external,
            AirflowConfig airflow,
            DockerConfig docker,
            RegistryConfig registry,
            SparkConfig spark,
            KubernetesConfig kubernetes,
            IntakeConfig intake,
            RosbagConfig rosbag,
            DailyConfig daily,
            MergeConfig merge,
            NotifyConfig notify,
            ApiConfig api) {}

    void check(@Observes StartupEvent event) {
        // Being made is the check.
    }
}
