package routes.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxAirflow;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class AirflowDependencyTest {

    private static final String WHAT = "connection test";

    private final SandboxAirflow airflow = SandboxAirflow.started(SandboxAirflow.Version.THREE);

    @AfterEach
    void close() {
        airflow.close();
    }

    @Test
    void says_which_airflow_answers() throws Exception {
        assertThat(check(SandboxAirflow.PASSWORD)).containsExactly(Finding.good(WHAT, "answers as Airflow 3.x"));
        airflow.become(SandboxAirflow.Version.TWO);
        assertThat(check(SandboxAirflow.PASSWORD)).containsExactly(Finding.good(WHAT, "answers as Airflow 2.x"));
    }

    @Test
    void warns_of_a_scheduler_that_is_away() throws Exception {
        // When
        airflow.schedulerIsWell(false);

        // Then
        assertThat(check(SandboxAirflow.PASSWORD))
                .containsExactly(Finding.warning(WHAT, "answers, but has no healthy scheduler: see that it runs"));
    }

    @Test
    void tells_a_wrong_password_and_a_server_that_is_down() throws Exception {
        assertThat(check("wrong")).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.BROKEN);
            assertThat(finding.text()).startsWith("Airflow test does not take user sluice");
        });
        airflow.stop();
        assertThat(check(SandboxAirflow.PASSWORD))
                .containsExactly(Finding.broken(WHAT, "Airflow test does not answer: it cannot be reached"));
    }

    @Test
    void says_nothing_where_no_airflow_is_configured() throws Exception {
        assertThat(new AirflowDependency(Settings.connections(Map.of(), Settings.TIMEOUT)).check())
                .isEmpty();
    }

    private List<Finding> check(String password) throws InterruptedException {
        var settings = new HashMap<String, String>();
        settings.put("routes.connections.airflow.test.url", airflow.url().toString());
        settings.put("routes.connections.airflow.test.user", SandboxAirflow.USER);
        settings.put("routes.connections.airflow.test.password", password);
        return new AirflowDependency(Settings.connections(settings, Settings.TIMEOUT)).check();
    }
}
