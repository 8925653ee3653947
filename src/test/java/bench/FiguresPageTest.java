package bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

class FiguresPageTest {

    @Test
    void replaces_the_figures_of_one_part_and_keeps_what_people_wrote() {
        // Given
        var page = FiguresPage.with(FiguresPage.with("# Figures\n\nRead this first.\n", "accept", "1"), "merge", "2")
                + "\nWhy it is so.\n";

        // When
        var other = FiguresPage.with(page, "accept", "| 3 |\n| 4 |\n");

        // Then
        assertThat(other).isEqualTo(page.replace("\n1\n", "\n| 3 |\n| 4 |\n"));
        assertThat(other).startsWith("# Figures\n\nRead this first.\n").endsWith("\nWhy it is so.\n");
    }

    @Test
    void adds_a_part_that_the_page_does_not_have_at_its_end() {
        // When
        var page = FiguresPage.with("# Figures\n", "start", "| 3 s |");

        // Then
        assertThat(page).startsWith("# Figures\n\n## start\n\n<!--").contains("\n| 3 s |\n");
        assertThat(FiguresPage.has(page, "start")).isTrue();
    }

    @Test
    void refuses_a_page_on_which_figures_do_not_end() {
        // Given
        var page = FiguresPage.with("", "start", "| 3 s |").replace("end of", "and of");

        // Then
        assertThatThrownBy(() -> FiguresPage.with(page, "start", "| 4 s |"))
                .hasMessageStartingWith("the figures of start do not end: put <!-- end of the figures -->");
    }

    @Test
    void the_page_of_this_project_has_a_place_for_each_part() throws IOException {
        var page = Files.readString(Bench.RECORD);
        assertThat(Bench.PARTS).allMatch(part -> FiguresPage.has(page, part));
    }
}
