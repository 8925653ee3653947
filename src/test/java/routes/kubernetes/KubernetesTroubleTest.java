package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.SandboxKubernetes;
import sandbox.SandboxKubernetes.Trouble;

import routes.external.Sighting;

/** Jobs on a server that is busy, breaks, hangs or answers by halves. What is cut off at once the client asks again by itself. */
class KubernetesTroubleTest extends JobSteps {

    private static SandboxKubernetes server;

    @BeforeAll
    static void start() {
        server = SandboxKubernetes.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Server server() {
        return new Server(server.url(), server.token(), server.token(), Optional.empty(), "restricted");
    }

    /** What is patient, unless the trouble is that no answer comes. */
    private KubernetesJobs against(Trouble trouble) {
        return trouble == Trouble.HANGS ? impatient() : jobs();
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "CUT")
    void no_trouble_at_a_look_ends_a_step_or_hides_its_end(Trouble trouble) throws Exception {
        // Given
        var task = task(shell("sleep 60"));
        jobs().begin(task);

        // When
        server.misbehave(trouble);

        // Then
        assertThatThrownBy(() -> look(against(trouble), task))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Kubernetes");
        assertThat(look(task)).isInstanceOf(Sighting.Underway.class);
        jobs().stop(task);
        assertThat(look(task)).isInstanceOf(Sighting.Failed.class);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "CUT")
    void what_could_not_be_stopped_is_stopped_later(Trouble trouble) throws Exception {
        // Given
        var task = task(shell("sleep 60"));
        jobs().begin(task);
        var before = server.count("default", "jobs");

        // When
        server.next("DELETE .*", trouble.fault());

        // Then
        assertThatThrownBy(() -> against(trouble).stop(task)).isInstanceOf(IOException.class);
        jobs().stop(task);
        assertThat(server.count("default", "jobs")).isEqualTo(before - 1);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "CUT")
    void half_a_log_is_not_taken_for_a_whole_one(Trouble trouble) throws Exception {
        // Given
        var task = task(shell("echo all is well"));
        jobs().begin(task);
        ended(task);

        // When
        server.next("GET .*/log.*", trouble.fault());

        // Then
        assertThatThrownBy(() -> log(against(trouble), task)).isInstanceOf(IOException.class);
        assertThat(log(task)).isEqualTo("all is well\n");
    }
}
