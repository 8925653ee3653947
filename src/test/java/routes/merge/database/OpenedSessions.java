package routes.merge.database;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import sandbox.SandboxSecrets;

import routes.merge.MergeSettings;
import routes.merge.secrets.LoginSecret;
import routes.merge.secrets.Logins;

/** Sessions as a merge opens them, with the login that a secret of the stand-in holds. */
final class OpenedSessions {

    static final LoginSecret SECRET =
            new LoginSecret("rds-secret-onewonder", "onewonder", Optional.empty(), Optional.empty());

    private OpenedSessions() {}

    /** A session that is connected. What it is refused for is explained. */
    static DatabaseSession connected(SandboxSecrets secrets, Map<String, String> settings, DatabaseServer server)
            throws IOException {
        var config = MergeSettings.with(secrets, settings);
        var logins = new Logins(config.secrets(), Clock.systemUTC());
        var session = new DatabaseSession(server, SECRET, logins.of(SECRET));
        try {
            new DatabaseConnections(config.database(), logins).open(session);
            return session;
        } catch (SQLException e) {
            throw DatabaseFailures.explain(session, e);
        }
    }
}
