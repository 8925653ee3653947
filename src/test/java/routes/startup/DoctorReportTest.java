package routes.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import routes.shared.Dependencies.Status;
import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class DoctorReportTest {

    @Test
    void tells_what_is_wrong_below_what_it_belongs_to() {
        // Given
        var store = new Status(
                "store",
                Level.BROKEN,
                12,
                List.of(
                        Finding.good("connection", "the store answers"),
                        Finding.broken("bucket raw", "not there: make it")),
                null);
        var kafka = new Status("kafka", Level.GOOD, 0, List.of(), null);

        // When
        var report = DoctorReport.of(List.of(kafka, store));

        // Then
        assertThat(report).isEqualTo("""
                store (12 ms)
                          connection: the store answers
                  broken: bucket raw: not there: make it
                1 broken, 0 worth a look.
                """);
    }

    @Test
    void says_so_when_all_is_well() {
        assertThat(DoctorReport.of(List.of())).isEqualTo("All is well.\n");
    }
}
