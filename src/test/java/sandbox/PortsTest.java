package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    private static final int MANY = 120;

    @TempDir
    Path folder;

    @Test
    void gives_no_port_twice_although_nobody_listens_on_it() {
        assertThat(ports(folder)).doesNotHaveDuplicates();
    }

    @Test
    void gives_no_port_that_another_process_was_given() throws IOException {
        // Given
        var other = other();
        try (var told = other.inputReader()) {
            var theirs = told.lines().limit(MANY).map(Integer::valueOf).toList();
            // When
            var ours = ports(folder);
            // Then
            assertThat(theirs).hasSize(MANY);
            assertThat(ours).doesNotContainAnyElementsOf(theirs);
        } finally {
            other.destroy();
        }
    }

    @Test
    void gives_the_ports_of_a_process_that_has_ended() throws Exception {
        // Given
        var other = other();
        List<Integer> theirs;
        try (var told = other.inputReader()) {
            theirs = told.lines().limit(MANY).map(Integer::valueOf).toList();
        }
        other.destroy();
        other.waitFor();
        // When
        var ours = ports(folder);
        // Then
        assertThat(ours).containsAnyElementsOf(theirs);
    }

    private static List<Integer> ports(Path folder) {
        var ports = new Ports(folder);
        return Stream.generate(ports::next).limit(MANY).toList();
    }

    private Process other() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Other.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process, which says its ports and has them until it is ended. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws IOException {
            ports(Path.of(arguments[0])).forEach(System.out::println);
            System.in.read();
        }
    }
}
