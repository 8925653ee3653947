package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import routes.shared.InvalidInputException;

class FailuresTest {

    @Test
    void a_refused_connection_says_nothing_against_the_run_however_deep_it_lies() {
        // Given
        var failure = new IllegalStateException("step failed", new IOException(new ConnectException("refused")));

        // When
        var unreachable = Failures.unreachable(failure);

        // Then
        assertThat(unreachable).isTrue();
    }

    @Test
    void an_answer_that_never_comes_says_nothing_against_the_run() {
        assertThat(Failures.unreachable(new IOException(new SocketTimeoutException("read"))))
                .isTrue();
    }

    @Test
    void what_is_said_never_to_heal_does_not_wait_for_a_system() {
        // Given
        var failure = new InvalidInputException("there is no host server9: name another", new UnknownHostException());

        // Then
        assertThat(Failures.unreachable(failure)).isFalse();
    }

    @Test
    void an_answer_that_is_an_error_counts_as_an_attempt() {
        assertThat(Failures.unreachable(new IOException("status 500"))).isFalse();
        assertThat(Failures.unreachable(new InvalidInputException("no such object")))
                .isFalse();
    }
}
