package routes.merge;

import java.sql.SQLException;

/** Opens the table of a merge. */
final class Tables {

    private Tables() {}

    static TableSource open(MergeUnderWay merge) throws SQLException {
        var dialect = merge.entry().database().kind().speaksMySql() ? Dialect.MYSQL : Dialect.POSTGRESQL;
        return new JdbcTable(
                merge.connection,
                dialect,
                merge.table.schema(),
                merge.table.table(),
                merge.settings().fetchSize());
    }
}
