package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void gives_no_port_twice_although_nobody_listens_on_the_first() {
        // When
        var ports =
                IntStream.range(0, 1_000).map(number -> Ports.free()).boxed().toList();

        // Then
        assertThat(ports).doesNotHaveDuplicates();
    }
}
