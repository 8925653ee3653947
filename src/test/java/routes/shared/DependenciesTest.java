package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class DependenciesTest {

    @Test
    void tells_of_each_by_name_as_it_is_in_its_worst_finding() {
        // Given
        var dependencies = dependencies(
                named("store", () -> List.of(Finding.good("a", "fine"), Finding.warning("b", "look"))),
                named("ledger", () -> List.of(Finding.good("a", "fine"))));

        // When
        var found = dependencies.check();

        // Then
        assertThat(found)
                .extracting(status -> status.name() + " " + status.level())
                .containsExactly("ledger GOOD", "store WARNING");
    }

    @Test
    void takes_what_does_not_answer_for_broken_and_remembers_why() {
        // Given
        var dependencies = dependencies(named("airflow", () -> {
            throw new IOException("connection refused");
        }));

        // When
        var status = dependencies.check().get(0);

        // Then
        assertThat(status.findings()).containsExactly(Finding.broken("airflow", "connection refused"));
        assertThat(status.lastError().text()).isEqualTo("airflow: connection refused");
    }

    @Test
    void waits_for_nobody_longer_than_some_seconds() {
        // Given
        var never = new CountDownLatch(1);
        var dependencies = new Dependencies(
                List.of(
                        named("hangs", () -> {
                            never.await();
                            return List.of();
                        }),
                        named("works", List::of)),
                Clock.systemUTC(),
                Duration.ofMillis(300));

        // When, Then
        await().untilAsserted(() -> assertThat(dependencies.check())
                .extracting(Dependencies.Status::level)
                .containsExactly(Level.BROKEN, Level.GOOD));
        never.countDown();
    }

    @Test
    void tells_at_once_what_is_known_of_a_system_that_hangs() throws Exception {
        // Given
        var never = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var dependencies = new Dependencies(
                List.of(
                        named("hangs", () -> {
                            asked.incrementAndGet();
                            never.await();
                            return List.of();
                        }),
                        named("works", () -> List.of(Finding.good("a", "fine")))),
                Clock.systemUTC(),
                Duration.ofHours(1));

        // When
        dependencies.known();
        await().until(() -> asked.get() > 0 && dependencies.known().get("works").isPresent());
        // Then
        assertThat(dependencies.known().get("works"))
                .hasValueSatisfying(status -> assertThat(status.level()).isEqualTo(Level.GOOD));
        assertThat(dependencies.known().get("hangs")).isEmpty();
        assertThat(asked).hasValue(1);
        never.countDown();
    }

    @Test
    void asks_once_for_all_who_look_at_about_the_same_time() {
        // Given
        var asked = new AtomicInteger();
        var dependencies = dependencies(named("store", () -> {
            asked.incrementAndGet();
            return List.of();
        }));

        // When
        dependencies.check();
        dependencies.check();

        // Then
        assertThat(asked).hasValue(1);
    }

    private static Dependencies dependencies(Dependency... all) {
        return new Dependencies(List.of(all), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Duration.ofHours(1));
    }

    private static Dependency named(String name, Callable<List<Finding>> check) {
        return new Dependency() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Finding> check() throws Exception {
                return check.call();
            }
        };
    }
}
