package routes.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;

import org.junit.jupiter.api.Test;

import routes.shared.HeapBudget;

class MergeMemoryTest {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long PART = 8 * MEBIBYTE;

    @Test
    void a_table_of_which_nobody_knows_the_size_counts_as_large() {
        var most = MergeMemory.needed(Long.MAX_VALUE, Long.MAX_VALUE, PART);

        assertThat(most).isEqualTo(56 * MEBIBYTE);
        assertThat(MergeMemory.needed(1, -1, PART)).isEqualTo(most);
        assertThat(MergeMemory.needed(1, 0, PART)).isEqualTo(most);
    }

    @Test
    void what_is_small_needs_little_whichever_side_that_is() {
        assertThat(MergeMemory.needed(1_000, 1_000, PART)).isLessThan(3 * MEBIBYTE);
        assertThat(MergeMemory.needed(64 * MEBIBYTE, 1_000, PART)).isEqualTo(56 * MEBIBYTE);
        assertThat(MergeMemory.needed(1_000, 1_000_000, PART)).isEqualTo(56 * MEBIBYTE);
        assertThat(MergeMemory.needed(1_000, -1, 100 * MEBIBYTE)).isEqualTo(240 * MEBIBYTE);
    }

    @Test
    void takes_no_more_than_there_is_until_some_is_given_back() throws InterruptedIOException {
        // Given
        var heap = new HeapBudget(100 * MEBIBYTE);
        var first = MergeMemory.noneOf(heap);
        var second = MergeMemory.noneOf(heap);
        var third = MergeMemory.noneOf(heap);
        assertThat(first.grow(56 * MEBIBYTE)).isTrue();
        assertThat(second.grow(2 * MEBIBYTE)).isTrue();

        // Then
        assertThat(third.grow(56 * MEBIBYTE)).isFalse();
        assertThat(second.grow(56 * MEBIBYTE)).isFalse();
        first.close();
        first.close();
        assertThat(second.grow(56 * MEBIBYTE)).isTrue();
        assertThat(third.grow(45 * MEBIBYTE)).isFalse();
        assertThat(third.grow(44 * MEBIBYTE)).isTrue();
    }

    @Test
    void a_merge_that_needs_more_than_there_is_has_all_of_it() throws InterruptedIOException {
        var heap = new HeapBudget(10 * MEBIBYTE);

        try (var all = MergeMemory.noneOf(heap)) {
            assertThat(all.grow(Long.MAX_VALUE)).isTrue();
            assertThat(all.grow(11 * MEBIBYTE)).isTrue();
            assertThat(MergeMemory.noneOf(heap).grow(1)).isFalse();
        }
        assertThat(MergeMemory.noneOf(heap).grow(1)).isTrue();
    }
}
