package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import routes.shared.InvalidInputException;
import routes.shared.UnavailableException;

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
    void a_service_that_answers_late_or_asks_for_less_says_nothing_against_the_run() {
        assertThat(Failures.unreachable(new IOException(ApiCallTimeoutException.create(10_000))))
                .isTrue();
        assertThat(Failures.unreachable(refusal(400, "ThrottlingException"))).isTrue();
        assertThat(Failures.unreachable(refusal(503, "ServiceUnavailable"))).isTrue();
        assertThat(Failures.unreachable(SdkClientException.create("no request", new IOException("hung up"))))
                .isTrue();
        assertThat(Failures.unreachable(refusal(403, "AccessDenied"))).isFalse();
        assertThat(Failures.unreachable(SdkClientException.create("no credentials")))
                .isFalse();
    }

    @Test
    void what_is_unavailable_is_told_in_its_own_words() {
        // Given
        var failure = new UnavailableException("the database cannot be reached; see that it runs", null);

        // Then
        assertThat(Failures.unreachable(failure)).isTrue();
        assertThat(Failures.describe(failure)).isEqualTo("the database cannot be reached; see that it runs");
    }

    private static AwsServiceException refusal(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Test
    void an_answer_that_is_an_error_counts_as_an_attempt() {
        assertThat(Failures.unreachable(new IOException("status 500"))).isFalse();
        assertThat(Failures.unreachable(new InvalidInputException("no such object")))
                .isFalse();
    }
}
