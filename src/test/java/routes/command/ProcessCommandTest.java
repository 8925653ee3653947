package routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessCommandTest {

    @Test
    void refuses_for_good_what_names_no_recording() {
        var executed = Executed.command("process", "--key", "drive.mcap");
        assertThat(executed.exitCode()).isEqualTo(42);
        assertThat(executed.err()).isEqualTo("the recording's bucket is missing\n");
        assertThat(executed.out()).isEmpty();
    }

    @Test
    void takes_a_key_that_begins_as_a_file_of_arguments_for_a_key() {
        var executed = Executed.command("process", "--bucket", " ", "--key", "@/etc/hosts");
        assertThat(executed.exitCode()).isEqualTo(42);
        assertThat(executed.err()).isEqualTo("the recording's bucket is missing\n");
    }

    @Test
    void says_what_it_takes_from_the_environment() {
        assertThat(Executed.command("process", "--help").out()).contains("RECORDING_BUCKET", "MINIO_ENDPOINT", "42");
    }
}
