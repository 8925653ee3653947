package routes.merge;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import routes.merge.database.DatabaseKind;

/** Each scenario for MariaDB on a MySQL, by a scan and by look-ups. */
public abstract class MySqlScenariosContract {

    protected static final String DATABASE = "merge_scenarios";

    @TempDir
    Path scratch;

    /** To {@link #DATABASE}, in a transaction. */
    protected abstract Connection connection();

    static Stream<MergeScenario> scenarios() {
        return MergeScenarios.of("mariadb");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes.merge.MySqlScenariosContract#scenarios")
    void merges_with_mysql(MergeScenario scenario) throws IOException, SQLException {
        var table = scenario.given().table();
        MergeScenarios.assertMerged(
                scenario, ScenarioTables.in(connection(), DatabaseKind.MYSQL, DATABASE, table), scratch);
    }
}
