package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeapBudgetTest {

    private static final long MEBIBYTE = 1024 * 1024;

    private final HeapBudget budget = new HeapBudget(3 * MEBIBYTE);

    @Test
    void gives_no_more_than_there_is() throws InterruptedIOException {
        // Given
        budget.take(2 * MEBIBYTE);

        // When, Then
        assertThat(budget.takeNow(MEBIBYTE + 1)).isNull();
        assertThat(budget.takeNow(MEBIBYTE)).isNotNull();
    }

    @Test
    void gives_again_what_was_given_back() throws InterruptedIOException {
        // Given
        budget.take(3 * MEBIBYTE).close();

        // When, Then
        assertThat(budget.takeNow(3 * MEBIBYTE)).isNotNull();
    }

    @Test
    void gives_all_of_it_to_what_needs_more() throws InterruptedIOException {
        // When
        budget.take(Long.MAX_VALUE);

        // Then
        assertThat(budget.takeNow(1)).isNull();
    }

    @Test
    void lets_go_of_who_is_stopped_while_waiting() throws InterruptedIOException {
        // Given
        budget.take(3 * MEBIBYTE);
        Thread.currentThread().interrupt();

        // When, Then
        assertThatThrownBy(() -> budget.take(1)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
