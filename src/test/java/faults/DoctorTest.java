package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.PackagedApplication;
import sandbox.SandboxStore;
import sandbox.SharedSandbox;

@Tag("faults")
class DoctorTest {

    private static final List<String> DOCTOR = List.of("-Dquarkus.profile=prod,doctor", "-Droutes.startup.doctor=text");

    @Test
    void finds_everything_well_and_begins_nothing() {
        try (var store = SandboxStore.started();
                var doctor = new PackagedApplication(settings(store), DOCTOR)) {
            // When
            var status = doctor.start().awaitEnd();

            // Then
            assertThat(doctor.logText())
                    .contains("connection: PostgreSQL", "tables: 1 migrations are to be made")
                    .contains("warning: bucket raw-data: bucket raw-data is not made")
                    .contains("All that is needed works");
            assertThat(status).isZero();
        }
    }

    @Test
    void says_what_is_broken_by_its_status_too() {
        try (var store = SandboxStore.started()) {
            // Given
            var settings = settings(store);
            settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://localhost:1/none");
            settings.put("MINIO_SECRET_KEY", "wrong");
            try (var doctor = new PackagedApplication(settings, DOCTOR)) {
                // When
                var status = doctor.start().awaitEnd();

                // Then
                assertThat(doctor.logText())
                        .contains("broken: connection: the ledger could not be read")
                        .contains("broken: connection: the store cannot be used");
                assertThat(status).isEqualTo(1);
            }
        }
    }

    private static Map<String, String> settings(SandboxStore store) {
        var postgres = SharedSandbox.postgres();
        postgres.createDatabase("doctor");
        var settings = new HashMap<>(PackagedApplication.store(store));
        settings.putAll(PackagedApplication.ledger(postgres, "doctor"));
        settings.put("ROUTES_INTAKE_BUCKETS_RAW_BUCKET", "raw-data");
        return settings;
    }
}
