package peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.merge.database.MySqlSessionsContract;

/** Snapshots, logins and refusals of a real MySQL. */
@Tag("peers")
class MergeSessionsOnRealMySqlTest extends MySqlSessionsContract {

    private static Peer mySql;

    @BeforeAll
    static void start() throws Exception {
        mySql = Peer.start("mysql");
    }

    @AfterAll
    static void stop() {
        if (mySql != null) {
            mySql.close();
        }
    }

    @Override
    protected DatabaseServer server() {
        return new DatabaseServer(DatabaseKind.MYSQL, "localhost", Integer.parseInt(mySql.value("PORT")));
    }

    @Override
    protected Connection administrator() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + mySql.value("PORT") + "/", mySql.value("USER"), mySql.value("PASSWORD"));
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("database.tls", "false");
    }
}
