package routes.merge.database;

import java.sql.Connection;
import java.sql.SQLException;

import routes.merge.secrets.Login;

/**
 * A table's name as the catalogue has it. Names from configuration are only ever compared with the catalogue, as values; what
 * goes into SQL is the catalogue's own name.
 *
 * @param schema its schema; with MySQL and MariaDB, its database
 * @param table its name
 */
public record TableName(String schema, String table) {

    private static final String IN_MYSQL = """
        select table_schema, table_name from information_schema.tables
        where table_schema = database() and table_name = ?
        order by binary table_name = ? desc
        """;

    /** MySQL hides tables that a user may not read, so a table can be told missing only where all could be read. */
    private static final String MAY_READ_IN_MYSQL = """
        select privilege_type, grantee from information_schema.user_privileges where privilege_type = 'SELECT'
        union all
        select privilege_type, grantee from information_schema.schema_privileges
        where privilege_type = 'SELECT' and database() like table_schema
        """;

    private static final String IN_POSTGRES = """
        select n.nspname, c.relname
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'v', 'm', 'f', 'p') and c.relname = ?
          and (n.nspname = ? or ? is null and n.nspname = any(current_schemas(false)))
        order by array_position(current_schemas(false), n.nspname)
        """;

    /**
     * Finds the table.
     *
     * @throws routes.shared.InvalidInputException if there is none, or its user may not read it
     */
    public static TableName find(DatabaseSession session) throws SQLException {
        var connection = session.connection();
        var login = session.login();
        var speaksMySql = session.server().kind().speaksMySql();
        var found = speaksMySql ? inMySql(login, connection) : inPostgres(login, connection);
        if (found != null) {
            return found;
        }
        if (speaksMySql && first(connection, MAY_READ_IN_MYSQL) == null) {
            throw DatabaseFailures.noRight(session, null);
        }
        throw DatabaseFailures.missingTable(session);
    }

    private static TableName inMySql(Login login, Connection connection) throws SQLException {
        var name = unprefixed(login.table(), login.database());
        return first(connection, IN_MYSQL, name, name);
    }

    private static TableName inPostgres(Login login, Connection connection) throws SQLException {
        var dot = login.table().indexOf('.');
        var schema = dot < 0 ? null : login.table().substring(0, dot);
        var whole = first(connection, IN_POSTGRES, login.table(), null, null);
        return whole != null || dot < 0
                ? whole
                : first(connection, IN_POSTGRES, login.table().substring(dot + 1), schema, schema);
    }

    private static String unprefixed(String table, String database) {
        return table.startsWith(database + ".") ? table.substring(database.length() + 1) : table;
    }

    private static TableName first(Connection connection, String query, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? new TableName(rows.getString(1), rows.getString(2)) : null;
            }
        }
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
