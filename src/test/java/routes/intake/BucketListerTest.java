package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;

class BucketListerTest {

    private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05.678Z");

    private final StoreStandIn store = new StoreStandIn();
    private final BucketLister lister = new BucketLister(store.client(), 3);
    private final List<Page> pages = new ArrayList<>();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void makes_an_event_of_an_object() {
        // Given
        store.put("a/b.csv", 12, WRITTEN);

        // When
        lister.list("raw-data", "", Optional.empty(), pages::add);

        // Then
        var eTag = store.objects.get("a/b.csv").eTag();
        assertThat(events())
                .containsExactly(new ObjectEvent(
                        Source.LISTING,
                        "ObjectCreated:Put",
                        "raw-data",
                        "a/b.csv",
                        "a/b.csv",
                        null,
                        eTag,
                        null,
                        12L,
                        WRITTEN,
                        null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my file.csv",
                "a+b.csv",
                "100%.csv",
                "a%20b.csv",
                "a%2Fb.csv",
                "übung/日本😀.csv",
                "a&b<c>\"d\".csv",
                "a\rb",
                "a\u0001b",
                " a ",
                "a//b",
                "a=b?c#d"
            })
    void knows_a_key_as_it_is(String key) {
        // Given
        store.put(key, 1, WRITTEN);

        // When
        lister.list("raw-data", "", Optional.empty(), pages::add);

        // Then
        assertThat(events()).extracting(ObjectEvent::key).containsExactly(key);
        assertThat(events()).extracting(ObjectEvent::rawKey).containsExactly(key);
    }

    @Test
    void goes_through_all_pages_in_order() {
        // Given
        for (int i = 0; i < 10; i++) {
            store.put("key " + i, 1, WRITTEN);
        }

        // When
        lister.list("raw-data", "", Optional.empty(), pages::add);

        // Then
        assertThat(pages).extracting(Page::lastKey).containsExactly("key 2", "key 5", "key 8", "key 9");
        assertThat(events()).extracting(ObjectEvent::key).containsExactlyElementsOf(store.objects.keySet());
    }

    @Test
    void goes_on_after_a_key() {
        // Given
        for (int i = 0; i < 10; i++) {
            store.put("key+" + i, 1, WRITTEN);
        }

        // When
        lister.list("raw-data", "", Optional.of("key+5"), pages::add);

        // Then
        assertThat(events()).extracting(ObjectEvent::key).containsExactly("key+6", "key+7", "key+8", "key+9");
    }

    @Test
    void lists_only_below_the_prefix() {
        // Given
        store.put("a/1", 1, WRITTEN);
        store.put("b b/1", 1, WRITTEN);

        // When
        lister.list("raw-data", "b b/", Optional.empty(), pages::add);

        // Then
        assertThat(events()).extracting(ObjectEvent::key).containsExactly("b b/1");
    }

    @Test
    void passes_over_directories_but_not_over_empty_files() {
        // Given
        store.put("a/", 0, WRITTEN);
        store.put("a/empty.csv", 0, WRITTEN);
        store.put("b/", 5, WRITTEN);

        // When
        lister.list("raw-data", "", Optional.empty(), pages::add);

        // Then
        assertThat(events()).extracting(ObjectEvent::key).containsExactly("a/empty.csv", "b/");
    }

    @Test
    void an_empty_bucket_has_no_page() {
        // When
        lister.list("raw-data", "", Optional.empty(), pages::add);

        // Then
        assertThat(pages).isEmpty();
    }

    @Test
    void a_refusal_of_the_store_is_thrown() {
        // Given
        store.refusals.put("GET list", new StoreStandIn.Refusal(403, "AccessDenied", "no"));

        // Then
        assertThatThrownBy(() -> lister.list("raw-data", "", Optional.empty(), pages::add))
                .isInstanceOf(S3Exception.class);
    }

    private List<ObjectEvent> events() {
        return pages.stream().flatMap(page -> page.events().stream()).toList();
    }
}
