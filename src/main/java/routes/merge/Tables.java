package routes.merge;

import java.sql.SQLException;

import routes.shared.InvalidInputException;

/** Opens the table of a merge. */
final class Tables {

    private Tables() {}

    static TableSource open(MergeUnderWay merge) throws SQLException {
        var dialect = merge.entry().database().kind().speaksMySql() ? Dialect.MYSQL : Dialect.POSTGRESQL;
        try {
            return new JdbcTable(
                    merge.connection,
                    dialect,
                    merge.table.schema(),
                    merge.table.table(),
                    merge.settings().fetchSize());
        } catch (InvalidInputException e) {
            // It has a name but no columns: the catalogue shows those only to who may read them.
            throw DatabaseFailures.noRight(merge.entry(), merge.login, null);
        }
    }
}
