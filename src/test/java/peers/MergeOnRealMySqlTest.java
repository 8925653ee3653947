package peers;

import java.sql.Connection;
import java.sql.DriverManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.merge.MySqlScenariosContract;

/** The rules of merge on a table of a real MySQL. */
@Tag("peers")
class MergeOnRealMySqlTest extends MySqlScenariosContract {

    private static Peer mySql;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        mySql = Peer.start("mysql");
        connection = DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + mySql.value("PORT") + "/", mySql.value("USER"), mySql.value("PASSWORD"));
        try (var statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        connection.setCatalog(DATABASE);
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void stop() throws Exception {
        if (connection != null) {
            connection.close();
        }
        if (mySql != null) {
            mySql.close();
        }
    }

    @Override
    protected Connection connection() {
        return connection;
    }
}
