package conventions;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, and what nobody uses. */
class PackagesTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("routes");

    /** From the bottom up: each knows those before it. Every other package knows all of them, and none of its own rank. */
    private static final List<String> LAYERS = List.of("shared", "ledger", "engine", "external");

    /** What puts the application together, and may therefore know everything. */
    private static final Set<String> TOP = Set.of("startup", "command");

    /** Packages between the layers and the top: pipelines, and other ways in and out. */
    static Set<String> pipelines() {
        var words = new TreeSet<String>();
        CODE.forEach(type ->
                words.add(type.getPackageName().replaceFirst("routes\\.?", "").replaceFirst("\\..*", "")));
        words.removeAll(LAYERS);
        words.removeAll(TOP);
        return words;
    }

    static List<String> layers() {
        return LAYERS;
    }

    @Test
    void there_are_some() {
        assertThat(pipelines()).contains("intake", "rosbag");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void a_layer_knows_only_those_below(String layer) {
        var known = LAYERS.subList(0, LAYERS.indexOf(layer) + 1);
        mayKnow(layer, known);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    void a_pipeline_knows_the_layers_and_no_other_pipeline(String pipeline) {
        var known = new TreeSet<>(LAYERS);
        known.add(pipeline);
        mayKnow(pipeline, List.copyOf(known));
    }

    private static void mayKnow(String who, List<String> known) {
        var packages = known.stream().map(PackagesTest::packageOf).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(who))
                .should()
                .dependOnClassesThat(resideInAPackage("routes..").and(not(resideInAnyPackage(packages))))
                .check(CODE);
    }

    private static String packageOf(String word) {
        return "routes." + word + "..";
    }

    @Test
    void packages_do_not_go_round_in_circles() {
        slices().matching("routes.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void the_join_of_a_merge_is_a_computation_that_knows_no_outside_system() {
        noClasses()
                .that()
                .resideInAnyPackage("routes.merge.row", "routes.merge.json", "routes.merge.join")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        "java..", "routes.merge.row", "routes.merge.json", "routes.merge.join", "routes.shared")))
                .check(CODE);
    }

    @Test
    void only_the_engine_handles_exchanges() {
        noClasses()
                .that(not(resideInAPackage("routes.engine..")))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "org\\.apache\\.camel\\.(Exchange|Message|Processor|ProducerTemplate|ConsumerTemplate)")
                .as("a bean takes and gives its own types, which Camel binds by @Body, @Header and @Variable")
                .check(CODE);
    }

    @Test
    void routes_are_written_in_yaml() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveSimpleName("RouteBuilder")
                .check(CODE);
    }

    @Test
    void nobody_writes_to_the_console() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(CODE);
    }

    @Test
    void nobody_uses_the_old_dates() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone)|java\\.text\\.SimpleDateFormat")
                .check(CODE);
    }

    @Test
    void nobody_sleeps_on_a_thread() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CODE);
    }

    @Test
    void beans_are_made_whole_by_their_constructors() {
        noFields().should().beAnnotatedWith(Inject.class).check(CODE);
    }

    @Test
    void settings_are_interfaces_named_for_what_they_are() {
        classes()
                .that()
                .areAnnotatedWith(io.smallrye.config.ConfigMapping.class)
                .should()
                .beInterfaces()
                .andShould()
                .haveSimpleNameEndingWith("Config")
                .check(CODE);
    }
}
