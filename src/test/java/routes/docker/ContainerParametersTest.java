package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import routes.docker.ContainerRequest.Limits;
import routes.external.GivenParameters;
import routes.shared.InvalidInputException;

class ContainerParametersTest {

    private static ContainerRequest read(String... more) {
        var parameters = new HashMap<>(Map.of("host", "server0", "image", "producer:2"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return ContainerParameters.read(GivenParameters.of(parameters));
    }

    @Test
    void have_sensible_defaults() {
        assertThat(read())
                .isEqualTo(new ContainerRequest(
                        "server0",
                        "producer:2",
                        PullPolicy.MISSING,
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        new Limits(0, 0),
                        null,
                        List.of(),
                        null,
                        null,
                        false,
                        10,
                        RemovePolicy.ALWAYS,
                        true));
    }

    @Test
    void are_all_taken() {
        var request = read(
                "pull", "always",
                "entrypoint", "/bin/produce",
                "command", "--day\n2026-11-20\n",
                "environment", "DAY=2026-11-20\nWORDS=a=b",
                "secretEnvironment", "KEY=routes.store.secret",
                "memory", "512m",
                "cpus", "1.5",
                "network", "logs",
                "binds", "/data:/data:ro\ncache:/cache",
                "user", "1000:1000",
                "workingDirectory", "/work",
                "readOnly", "true",
                "grace", "PT1M",
                "remove", "on-success",
                "repeatable", "false");
        assertThat(request)
                .isEqualTo(new ContainerRequest(
                        "server0",
                        "producer:2",
                        PullPolicy.ALWAYS,
                        List.of("/bin/produce"),
                        List.of("--day", "2026-11-20"),
                        Map.of("DAY", "2026-11-20", "WORDS", "a=b"),
                        Map.of("KEY", "routes.store.secret"),
                        new Limits(536_870_912, 1_500_000_000),
                        "logs",
                        List.of("/data:/data:ro", "cache:/cache"),
                        "1000:1000",
                        "/work",
                        true,
                        60,
                        RemovePolicy.ON_SUCCESS,
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        "pull, sometimes, 'pull is sometimes: use one of always, missing, never'",
        "remove, later, 'remove is later: use one of always, on-success, never'",
        "memory, 1.5g, 'memory is 1.5g: write a size such as 512m or 2g'",
        "cpus, many, 'cpus is many: write a number of processors such as 1.5'",
        "binds, data, 'the bind \"data\" is wrong: write SOURCE:/TARGET or SOURCE:/TARGET:ro'",
        "image, 'a b', 'the image \"a b\" is no name: write REPOSITORY:TAG'",
        "repeatable, perhaps, 'repeatable is perhaps: use true or false'",
        "grace, PT-1S, 'grace is PT-1S: write a duration such as PT10S, of an hour at most'"
    })
    void are_refused_with_the_remedy(String name, String value, String message) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void name_no_variable_twice() {
        assertThatThrownBy(() -> read("environment", "KEY=a", "secretEnvironment", "KEY=routes.store.secret"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the variable KEY is in environment and in secretEnvironment: leave one of them");
    }

    @ParameterizedTest
    @CsvSource({
        "producer, docker.io, producer, latest",
        "producer:2, docker.io, producer, 2",
        "team/producer:2, docker.io, team/producer, 2",
        "localhost/producer, localhost, localhost/producer, latest",
        "registry.example.org:5000/team/producer, registry.example.org:5000, registry.example.org:5000/team/producer,"
                + " latest",
        "registry.example.org/producer:2.1, registry.example.org, registry.example.org/producer, 2.1",
        "producer@sha256:abc, docker.io, producer, sha256:abc",
        "registry.example.org:5000/producer:2@sha256:abc, registry.example.org:5000,"
                + " registry.example.org:5000/producer, sha256:abc"
    })
    void take_the_name_of_an_image_apart(String name, String server, String repository, String tag) {
        assertThat(ImageName.of(name)).isEqualTo(new ImageName(server, repository, tag));
    }
}
