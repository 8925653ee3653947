package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxStore;
import software.amazon.awssdk.services.s3.S3Client;

import routes.merge.join.ColumnKind;
import routes.merge.join.TableColumn;
import routes.merge.row.CsvText;

class StagedOutputsTest {

    private static final String BUCKET = "outputs";
    private static final List<TableColumn> COLUMNS =
            List.of(new TableColumn("id", ColumnKind.TEXT), new TableColumn("na,me", ColumnKind.TEXT));

    private static SandboxStore server;
    private static S3Client store;

    @BeforeAll
    static void start() {
        server = SandboxStore.started();
        store = server.client();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @BeforeEach
    void clear() {
        server.createBucket(BUCKET);
        files().keySet()
                .forEach(key ->
                        store.deleteObject(request -> request.bucket(BUCKET).key(key)));
    }

    @Test
    void has_no_file_that_nothing_was_written_into() throws IOException {
        // Given
        var outputs = begun();
        write(outputs, "csv");

        // When
        publish(outputs);

        // Then
        assertThat(files()).isEqualTo(Map.of("output.csv", "csv"));
        assertThat(outputs.unmatchedReceipt(0)).isEqualTo(new Receipt.Beside(null, 0, null, null));
    }

    @Test
    void empties_what_a_former_merge_left_beside_the_csv() throws IOException {
        // Given
        var former = begun();
        write(former, "former", "unmatched", "rejects");
        publish(former);
        var outputs = begun();
        write(outputs, "csv");

        // When
        publish(outputs);

        // Then
        assertThat(files())
                .isEqualTo(Map.of(
                        "output.csv", "csv",
                        "output.csv.unmatched.csv", "id,\"na,me\"\n",
                        "output.csv.rejects.jsonl", ""));
    }

    @Test
    void tells_the_tag_and_the_checksum_of_each_file() throws Exception {
        // Given
        var outputs = begun();
        write(outputs, "csv", "unmatched", "rejects");

        // When
        publish(outputs);

        // Then
        var digest = MessageDigest.getInstance("SHA-256").digest("rejects".getBytes(StandardCharsets.UTF_8));
        var tag = store.headObject(request -> request.bucket(BUCKET).key("output.csv.rejects.jsonl"))
                .eTag();
        assertThat(outputs.rejectsReceipt(2))
                .isEqualTo(new Receipt.Beside(
                        "output.csv.rejects.jsonl",
                        2,
                        tag.replace("\"", ""),
                        "sha256:" + HexFormat.of().formatHex(digest)));
    }

    @Test
    void changes_nothing_if_another_one_was_published_since_it_began() throws IOException {
        // Given
        var late = begun();
        write(late, "late", "late", "late");
        var outputs = begun();
        write(outputs, "csv", "unmatched", "rejects");
        publish(outputs);
        var published = files();

        // When, Then
        assertThatThrownBy(() -> publish(late)).hasMessageContaining("outputs/output.csv was replaced");
        late.close();
        assertThat(files()).isEqualTo(published);
    }

    @Test
    void shows_rejects_where_there_is_no_output() throws IOException {
        // Given
        var former = begun();
        write(former, "former", "unmatched", "rejects");
        publish(former);
        var outputs = begun();
        outputs.rejects().write("new".getBytes(StandardCharsets.UTF_8));

        // When
        outputs.publishRejects();
        outputs.close();

        // Then
        assertThat(files())
                .isEqualTo(Map.of(
                        "output.csv", "former",
                        "output.csv.unmatched.csv", "unmatched",
                        "output.csv.rejects.jsonl", "new"));
    }

    private static StagedOutputs begun() {
        return new StagedOutputs(store, new Entry.Place(BUCKET, "output.csv"), 5 * 1024 * 1024);
    }

    private static void write(StagedOutputs outputs, String csv) throws IOException {
        outputs.csv().write(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(StagedOutputs outputs, String csv, String unmatched, String rejects) throws IOException {
        write(outputs, csv);
        outputs.unmatched().write(unmatched.getBytes(StandardCharsets.UTF_8));
        outputs.rejects().write(rejects.getBytes(StandardCharsets.UTF_8));
    }

    private static void publish(StagedOutputs outputs) throws IOException {
        outputs.finish();
        outputs.publish(COLUMNS, new CsvText(false));
    }

    private static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        store.listObjectsV2(request -> request.bucket(BUCKET))
                .contents()
                .forEach(object -> files.put(
                        object.key(),
                        store.getObjectAsBytes(request -> request.bucket(BUCKET).key(object.key()))
                                .asUtf8String()));
        return files;
    }
}
