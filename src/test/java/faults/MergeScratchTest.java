package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges whose scratch directory is a small disk in memory, of which each byte is known. */
@Tag("faults")
class MergeScratchTest {

    @TempDir
    Path scratch;

    private boolean mounted;
    private MergeStage stage;

    @BeforeEach
    void start() throws Exception {
        var refused = output("mount", "-t", "tmpfs", "-o", "size=16m", "sluice-merge", scratch.toString());
        Assumptions.assumeTrue(refused.isEmpty(), () -> "no small disk can be mounted here: " + refused);
        mounted = true;
        stage = new MergeStage(MergeScratchTest.class, Map.of("ROUTES_MERGE_SCRATCH_DIRECTORY", scratch.toString()));
        stage.putMuch();
        stage.application().start().awaitReady();
    }

    @AfterEach
    void close() throws Exception {
        try {
            if (stage != null) {
                stage.close();
            }
        } finally {
            if (mounted) {
                assertThat(output("umount", scratch.toString())).isEmpty();
            }
        }
    }

    @Test
    void the_disk_is_full() throws Exception {
        // Given
        var attempt = stage.store().hold("HEAD", ".*/input\\.json");
        stage.startRun();
        attempt.awaitReached();
        var nextAttempt = stage.store().hold("HEAD", ".*/input\\.json");

        // When
        attempt.release();

        // Then
        stage.stage()
                .awaitCount(
                        1,
                        "select count(*) from run where route = 'merge.entry' and error like '%merge-rows: the disk is"
                                + " full: " + scratch + " took 1_.% MiB of this merge, and of the 16.0 MiB there %"
                                + "; make room there, about three times the data, or set"
                                + " routes.merge.scratch-directory to %'",
                        MergeStage.PATIENCE);
        assertThat(stage.output()).isEqualTo(MergeStage.FORMER);
        assertThat(stage.unfinishedUploads()).isZero();
        assertNothingLeft();
        assertThat(output("mount", "-o", "remount,size=512m", scratch.toString()))
                .isEmpty();
        nextAttempt.release();
        stage.assertMuchMergedOnce();
        assertNothingLeft();
    }

    @Test
    void killed_while_much_is_in_the_scratch_directory() throws Exception {
        // Given
        assertThat(output("mount", "-o", "remount,size=512m", scratch.toString()))
                .isEmpty();
        var held = stage.store().hold("PUT", ".*/output\\.csv\\?.*partNumber=1.*");
        stage.startRun();
        held.awaitReached();
        assertThat(used()).isGreaterThan(1024 * 1024);

        // When
        stage.application().kill();

        // Then
        assertNothingLeft();
        held.release();
        stage.application().start().awaitReady();
        stage.assertMuchMergedOnce();
    }

    private void assertNothingLeft() throws IOException {
        await("the scratch directory is empty").atMost(MergeStage.PATIENCE).until(() -> used() == 0);
        assertThat(scratch).isEmptyDirectory();
    }

    private long used() throws IOException {
        var disk = Files.getFileStore(scratch);
        return disk.getTotalSpace() - disk.getUnallocatedSpace();
    }

    /** Nothing if the command succeeds, otherwise what it says. */
    private static String output(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said.isBlank() ? "it says nothing" : said.strip();
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
