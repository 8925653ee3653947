package routes.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import routes.shared.InvalidInputException;

class DagRunRequestTest {

    @Test
    void a_value_is_a_text_whatever_it_looks_like() {
        assertThat(DagRunRequest.conf(Map.of("key", "5012", "other", "{\"a\": 1}", "none", "null")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("key", "5012", "other", "{\"a\": 1}", "none", "null"));
    }

    @Test
    void a_value_after_a_colon_is_json() {
        // Given
        var table = new LinkedHashMap<String, String>();
        table.put("size:", "5012");
        table.put("tags:", "[\"a\", {\"b\": true}]");
        table.put("missing:", "");
        table.put("null:", null);

        // When
        var conf = DagRunRequest.conf(table);

        // Then
        assertThat(conf)
                .containsEntry("size", 5012)
                .containsEntry("tags", List.of("a", Map.of("b", true)))
                .containsEntry("missing", null)
                .containsEntry("null", null);
    }

    @Test
    void refuses_what_should_be_json_and_is_not() {
        assertThatThrownBy(() -> DagRunRequest.conf(Map.of("size:", "5 MB")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("conf has size:=5 MB, which is no JSON: write NAME=VALUE for a text");
    }

    @Test
    void refuses_a_request_without_dag() {
        assertThatThrownBy(() -> new DagRunRequest("default", " ", Map.of(), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the id of the DAG is missing");
    }
}
