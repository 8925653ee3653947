package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import routes.shared.InvalidInputException;

class SparkSubmitTest {

    private static final Map<String, String> LEAST = Map.of("master", "spark://master:7077", "application", "a.py");

    @Test
    void asks_for_no_more_than_is_said() {
        assertThat(arguments(Map.of()))
                .containsExactly("--master", "spark://master:7077", "--deploy-mode", "client", "a.py");
    }

    @Test
    void keeps_each_word_one_word_and_in_its_place() {
        assertThat(arguments(Map.of(
                        "mainClass", "org.example.BatchToBronze",
                        "application", "s3a://jars/etl 1.jar",
                        "arguments", "--title\nAll of \"it\"; rm -rf / #\n\n--class\n",
                        "configuration", "spark.cores.max=4\nspark.driver.extraJavaOptions=-Da=b -Dc=d",
                        "propertiesFile", "/etc/spark/secret.conf",
                        "driverMemory", "2g")))
                .containsExactly(
                        "--master",
                        "spark://master:7077",
                        "--deploy-mode",
                        "client",
                        "--class",
                        "org.example.BatchToBronze",
                        "--driver-memory",
                        "2g",
                        "--properties-file",
                        "/etc/spark/secret.conf",
                        "--conf",
                        "spark.cores.max=4",
                        "--conf",
                        "spark.driver.extraJavaOptions=-Da=b -Dc=d",
                        "s3a://jars/etl 1.jar",
                        "--title",
                        "All of \"it\"; rm -rf / #",
                        "--class");
    }

    @Test
    void what_the_step_says_counts_more_than_what_is_usual() {
        var own = Map.of("spark.driver.host", "usual");

        assertThat(arguments(Map.of(), own)).containsSubsequence("--conf", "spark.driver.host=usual", "a.py");
        assertThat(arguments(Map.of("configuration", "spark.driver.host=10.0.0.7"), own))
                .containsSubsequence("--conf", "spark.driver.host=10.0.0.7", "a.py")
                .doesNotContain("spark.driver.host=usual");
    }

    @Test
    void refuses_what_spark_would_misunderstand() {
        assertRefused(Map.of("application", "--conf"), "the application --conf would be taken for an option");
        assertRefused(Map.of("configuration", "cores=4"), "the Spark property cores does not begin with spark.");
        assertRefused(Map.of("master", ""), "step some-step lacks its master");
    }

    private static void assertRefused(Map<String, String> parameters, String message) {
        assertThatThrownBy(() -> arguments(parameters))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }

    private static List<String> arguments(Map<String, String> parameters) {
        return arguments(parameters, Map.of());
    }

    private static List<String> arguments(Map<String, String> parameters, Map<String, String> own) {
        var all = new HashMap<>(LEAST);
        all.putAll(parameters);
        return SparkSubmit.arguments(GivenParameters.of(all), own, UnaryOperator.identity());
    }
}
