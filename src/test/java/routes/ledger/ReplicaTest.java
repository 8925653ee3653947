package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import routes.ledger.RunLedger.Claim;

/** Who takes over from whom after something stood still. */
class ReplicaTest {

    private final TestLedger ledger = TestLedger.create();

    @Test
    void takes_nothing_over_when_it_stood_still_itself_after_its_last_sign_of_life() {
        // Given
        var stalled = longAlive();
        var other = ledger.replica();
        ledger.runs.queueManual("theirs", "{}");
        var theirs = ledger.runs.claim(other.id(), new Claim("theirs", 10, 0, 0, false, ""));
        everythingStandsStill();

        // When
        var taken = stalled.takeOver();

        // Then
        assertThat(taken).isZero();
        assertThat(ledger.runs.end(
                        RunEnd.succeeded(theirs.get(0).id(), theirs.get(0).owner())))
                .isTrue();
    }

    @Test
    void takes_over_soon_after_the_clock_was_put_back() {
        // Given
        var survivor = longAlive();
        ledger.database.update("update replica set started_at = now() + interval '1 hour'");
        ledger.runs.queueManual("orphaned", "{}");
        var dead = ledger.replica();
        ledger.runs.claim(dead.id(), new Claim("orphaned", 10, 0, 0, false, ""));
        ledger.isDead(dead);

        // When
        survivor.renewLease();
        ledger.database.update("update replica set started_at = started_at - interval '1 hour'");

        // Then
        assertThat(survivor.takeOver()).isEqualTo(1);
    }

    private Replica longAlive() {
        var replica = ledger.replica();
        ledger.isLongAlive(replica);
        replica.renewLease();
        return replica;
    }

    private void everythingStandsStill() {
        ledger.database.update("update replica set lease_until = now() - interval '1 minute'");
    }
}
