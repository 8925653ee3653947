package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import sandbox.Mutations;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;

/** Throws broken messages at the reader. The seed is fixed, so a failure can be repeated. */
class EventReaderMutationTest {

    private static final long SEED = 20261120;
    private static final int MUTANTS = 20_000;
    private static final String MINIO = """
            {"EventName":"s3:ObjectCreated:Put","Key":"bucket/dir/my file.csv","Records":[{"eventVersion":"2.0",
            "eventSource":"minio:s3","eventTime":"2026-01-02T03:04:05.678Z","eventName":"s3:ObjectCreated:Put",
            "s3":{"bucket":{"name":"bucket"},"object":{"key":"dir%2Fmy+file%C3%BC.csv","size":12,
            "eTag":"9a0364b9e99bb480dd25e1f0284c8555","versionId":"v","sequencer":"17E9C0B1A2B3C4D5"}}}]}""";
    private static final String EVENT_BRIDGE = """
            {"detail-type":"Object Created","source":"aws.s3","time":"2026-01-02T03:04:05Z","detail":{"bucket":
            {"name":"b"},"object":{"key":"ü","size":5,"etag":"e","version-id":"v","sequencer":"0061"},"reason":"PutObject"}}""";
    private static final String SNS = """
            {"Type":"Notification","Message":"{\\"Records\\":[{\\"eventName\\":\\"ObjectCreated:Put\\",\\"s3\\":\
            {\\"bucket\\":{\\"name\\":\\"b\\"},\\"object\\":{\\"key\\":\\"k\\"}}}]}"}""";
    private final Random random = new Random(SEED);
    private final Mutations mutations = new Mutations(random);
    private final EventReader reader = new EventReader();

    @Test
    void every_mutant_is_events_or_a_quarantined_message_with_a_reason() {
        var seeds = List.of(MINIO, EVENT_BRIDGE, SNS);
        var readable = 0;
        for (int i = 0; i < MUTANTS; i++) {
            // Given
            var mutant = mutant(seeds.get(i % seeds.size()).getBytes(UTF_8));

            // When
            var reading = reader.read(Source.WEBHOOK, mutant);

            // Then
            assertThat(reading.events().size() + reading.unreadable().size()).isPositive();
            assertThat(reading.unreadable())
                    .allSatisfy(unreadable -> assertThat(unreadable.reason()).isNotBlank());
            assertThat(reading.events()).allSatisfy(EventReaderMutationTest::isStorable);
            readable += reading.events().isEmpty() ? 0 : 1;
        }
        assertThat(readable).as("some mutants are still events").isBetween(MUTANTS / 20, MUTANTS);
    }

    private static void isStorable(ObjectEvent event) {
        assertThat(event.key() + event.rawKey() + event.bucket() + event.name() + event.eTag() + event.versionId())
                .doesNotContain("\0");
        assertThat(event.identity()).isNotNull();
    }

    private byte[] mutant(byte[] message) {
        var mutant = message;
        var times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            mutant = switch (random.nextInt(5)) {
                case 0 -> mutations.flipped(mutant);
                case 1 -> mutations.cut(mutant, 20);
                case 2 -> mutations.withFragment(mutant);
                case 3 ->
                    mutations.inserted(
                            mutant, Character.toString(random.nextInt(0x300)).getBytes(UTF_8));
                default -> mutations.nested(mutant, 1 + random.nextInt(80));
            };
        }
        return mutant;
    }
}
