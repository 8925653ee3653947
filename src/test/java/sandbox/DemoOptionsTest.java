package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    private static final List<String> KNOWN = List.of("intake", "rosbag");

    @Test
    void shows_everything_and_stays_up_unless_told_otherwise() throws Exception {
        assertThat(parse()).isEqualTo(new DemoOptions(false, KNOWN));
    }

    @Test
    void exits_on_demand() throws Exception {
        assertThat(parse("--exit").exit()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only rosbag", "--only=rosbag", "--only rosbag,rosbag", "--only rosbag --only rosbag"})
    void shows_only_the_chosen_pipelines(String arguments) throws Exception {
        assertThat(parse(arguments.split(" ")).words()).containsExactly("rosbag");
    }

    @Test
    void keeps_the_order_of_the_pipelines() throws Exception {
        assertThat(parse("--only", "rosbag,intake").words()).containsExactly("intake", "rosbag");
    }

    @Test
    void names_the_known_pipelines_when_one_is_unknown() {
        assertThatThrownBy(() -> parse("--only", "intake,nothing"))
                .isInstanceOf(DemoOptions.UsageException.class)
                .hasMessage("demo knows no pipeline \"nothing\"; it knows intake, rosbag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only", "--help me", "rosbag", "--exit=1"})
    void refuses_what_it_does_not_understand(String arguments) {
        assertThatThrownBy(() -> parse(arguments.split(" "))).isInstanceOf(DemoOptions.UsageException.class);
    }

    private static DemoOptions parse(String... arguments) throws DemoOptions.UsageException {
        return DemoOptions.parse(List.of(arguments), KNOWN);
    }
}
