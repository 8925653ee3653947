package routes.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class RouteProblemsTest {

    private static final String POLICY = """
        - routeConfiguration:
            id: pipeline-errors
            errorHandler:
              noErrorHandler: {}
        """;
    private static final String MERGE = """
        - route:
            id: merge
            routeConfigurationId: pipeline-errors
            from:
              uri: kamelet:schedule-source/each-hour
              parameters:
                cron: "0 * * * *"
              steps:
                - multicast:
                    steps:
                      - to:
                          uri: kamelet:call-action/merge-orders
        """;

    @Test
    void finds_nothing_wrong_with_sound_routes() throws Exception {
        assertThat(problems(POLICY + MERGE)).isEmpty();
    }

    @Test
    void misses_a_pipeline_whose_file_was_not_found() throws Exception {
        // When
        var problems = new RouteProblems(context(POLICY + MERGE)).find(Set.of("merge", "rosbag"));

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("pipeline rosbag has no route", "routes.startup.pipelines");
    }

    @Test
    void does_not_take_a_longer_word_for_the_pipeline() throws Exception {
        // When
        var problems = new RouteProblems(context(POLICY + MERGE)).find(Set.of("mer"));

        // Then
        assertThat(problems).hasSize(1);
    }

    @Test
    void tells_of_a_failure_policy_that_does_not_exist() throws Exception {
        assertThat(problems(POLICY + MERGE.replace("pipeline-errors", "pipeline-error")))
                .singleElement()
                .asString()
                .contains("route merge", "pipeline-error,", "[pipeline-errors]");
    }

    @Test
    void tells_of_two_kamelets_with_one_id_in_different_routes() throws Exception {
        // Given
        var other = MERGE.replace("id: merge\n", "id: daily\n").replace("each-hour", "each-day");

        // When
        var problems = problems(POLICY + MERGE + other);

        // Then
        assertThat(problems).singleElement().asString().contains("the id merge-orders", "merge", "daily");
    }

    @Test
    void tells_of_a_kamelet_without_an_id() throws Exception {
        assertThat(problems(POLICY + MERGE.replace("call-action/merge-orders", "call-action?call=x")))
                .singleElement()
                .asString()
                .contains("write kamelet:call-action/STEP-ID");
    }

    @Test
    void tells_routes_of_one_template_apart_by_what_they_are_filled_with() throws Exception {
        // Given
        var template = """
            - routeTemplate:
                id: merge.entry
                parameters:
                  - name: entry
                route:
                  routeConfigurationId: pipeline-errors
                  from:
                    uri: kamelet:schedule-source/on-{{entry}}
                    parameters:
                      cron: "0 * * * *"
                    steps:
                      - to:
                          uri: direct:merge.run-entry
            """;
        var camel = context(POLICY + MERGE + template.indent(12).replaceFirst("^ +", ""));
        camel.addRouteFromTemplate("merge.one", "merge.entry", Map.of("entry", "one"));
        camel.addRouteFromTemplate("merge.two", "merge.entry", Map.of("entry", "two"));

        // When
        var problems = new RouteProblems(camel).find(Set.of("merge"));

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void tells_of_everything_at_once() throws Exception {
        assertThat(problems(MERGE.replace("/merge-orders", ""))).hasSize(2);
    }

    private static List<String> problems(String yaml) throws Exception {
        return new RouteProblems(context(yaml)).find(Set.of("merge"));
    }

    private static ModelCamelContext context(String yaml) throws Exception {
        var camel = new DefaultCamelContext();
        PluginHelper.getRoutesLoader(camel).loadRoutes(file(yaml));
        return camel;
    }

    private static Resource file(String yaml) {
        return ResourceHelper.fromString("test.camel.yaml", yaml);
    }
}
