package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupCommitTest {

    @Test
    void commits_a_lone_item_in_the_callers_own_thread() {
        // Given
        var group = new GroupCommit<String, Thread>(
                10, batch -> batch.stream().map(item -> Thread.currentThread()).toList());

        // When
        var committedBy = group.submit("alone");

        // Then
        assertThat(committedBy).isSameAs(Thread.currentThread());
    }

    @Test
    void takes_along_in_one_commit_all_who_came_while_another_was_under_way() throws Exception {
        // Given
        var batches = new CopyOnWriteArrayList<List<Integer>>();
        var firstIsUnderWay = new CountDownLatch(1);
        var firstMayEnd = new CountDownLatch(1);
        var others = new CopyOnWriteArrayList<Thread>();
        var group = new GroupCommit<Integer, Integer>(100, batch -> {
            batches.add(List.copyOf(batch));
            if (batches.size() == 1) {
                firstIsUnderWay.countDown();
                awaitAll(firstMayEnd);
            }
            return batch;
        });
        var pool = Executors.newFixedThreadPool(21);

        // When
        var results = new ArrayList<Future<Integer>>();
        results.add(pool.submit(() -> group.submit(0)));
        firstIsUnderWay.await();
        for (int i = 1; i <= 20; i++) {
            var item = i;
            Callable<Integer> call = () -> {
                others.add(Thread.currentThread());
                return group.submit(item);
            };
            results.add(pool.submit(call));
        }
        await().until(() ->
                others.size() == 20 && others.stream().allMatch(thread -> LockSupport.getBlocker(thread) == group));
        firstMayEnd.countDown();

        // Then
        for (int i = 0; i <= 20; i++) {
            assertThat(results.get(i).get()).isEqualTo(i);
        }
        pool.shutdown();
        assertThat(batches).extracting(List::size).containsExactly(1, 20);
    }

    @ParameterizedTest
    @MethodSource("failuresOfOneItem")
    void lets_a_bad_item_fail_alone(RuntimeException failure) throws Exception {
        // Given
        var gate = new CountDownLatch(1);
        var group = new GroupCommit<String, String>(10, batch -> {
            awaitAll(gate);
            if (batch.contains("bad")) {
                throw failure;
            }
            return batch;
        });
        var pool = Executors.newFixedThreadPool(4);

        // When
        var results = pool.submit(() -> group.submit("first"));
        var good = pool.submit(() -> group.submit("good"));
        var bad = pool.submit(() -> group.submit("bad"));
        gate.countDown();

        // Then
        assertThat(results.get()).isEqualTo("first");
        assertThat(good.get()).isEqualTo("good");
        assertThatThrownBy(bad::get).hasCause(failure);
        pool.shutdown();
    }

    static List<RuntimeException> failuresOfOneItem() {
        return List.of(
                new LedgerException("refused", new SQLException("no NUL", "22021")),
                new IllegalArgumentException("a fault of ours"));
    }

    @Test
    void fails_every_item_of_a_batch_that_could_not_be_written() {
        // Given
        var group = new GroupCommit<String, String>(10, batch -> {
            throw new LedgerException("away", new SQLException("connection refused", "08001"));
        });

        // Then
        assertThatThrownBy(() -> group.submit("any"))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        failure -> assertThat(failure.refused()).isFalse());
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
