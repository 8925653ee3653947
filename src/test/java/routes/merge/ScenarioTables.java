package routes.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import routes.merge.database.DatabaseKind;
import routes.merge.database.JdbcTables;
import routes.merge.database.TableName;
import routes.merge.join.ColumnKind;
import routes.merge.join.TableColumn;
import routes.merge.join.TableDouble;
import routes.merge.join.TableSource;

/** Makes the tables of scenarios. */
final class ScenarioTables {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /**
     * A type as the scenarios call it.
     *
     * @param value how a cell given as text is put in
     */
    private record Type(ColumnKind kind, String mariaDb, String postgres, String mariaDbValue, String postgresValue) {

        private static Type of(ColumnKind kind, String mariaDb, String postgres) {
            return new Type(kind, mariaDb, postgres, "?", "?::" + postgres);
        }
    }

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("integer", Type.of(ColumnKind.NUMBER, "bigint", "bigint")),
            Map.entry("decimal", Type.of(ColumnKind.NUMBER, "decimal(40,10)", "numeric(40,10)")),
            Map.entry("decimal1", Type.of(ColumnKind.NUMBER, "decimal(10,1)", "numeric(10,1)")),
            Map.entry("double", Type.of(ColumnKind.FLOAT, "double", "double precision")),
            Map.entry("text", Type.of(ColumnKind.TEXT, "varchar(190)", "varchar(190)")),
            Map.entry("char", Type.of(ColumnKind.TEXT, "char(10)", "char(10)")),
            Map.entry("long text", Type.of(ColumnKind.TEXT, "longtext", "text")),
            Map.entry(
                    "boolean",
                    new Type(ColumnKind.BOOLEAN, "boolean", "boolean", "if(? = 'true', 1, 0)", "?::boolean")),
            Map.entry("bit", new Type(ColumnKind.BOOLEAN, "bit(1)", "boolean", "if(? = 'true', 1, 0)", "?::boolean")),
            Map.entry("date", Type.of(ColumnKind.DATE_TIME, "date", "date")),
            Map.entry("time", Type.of(ColumnKind.DATE_TIME, "time", "time(0)")),
            Map.entry("datetime", Type.of(ColumnKind.DATE_TIME, "datetime(3)", "timestamp")),
            Map.entry("instant", Type.of(ColumnKind.INSTANT, "timestamp null", "timestamptz")),
            Map.entry("json", Type.of(ColumnKind.TEXT, "json", "json")),
            Map.entry("binary", new Type(ColumnKind.TEXT, "blob", "bytea", "unhex(?)", "decode(?, 'hex')")),
            Map.entry("zerofill", Type.of(ColumnKind.NUMBER, "int(5) zerofill", "bigint")),
            Map.entry("unsigned", Type.of(ColumnKind.NUMBER, "bigint unsigned", "numeric(20)")),
            Map.entry("uuid", Type.of(ColumnKind.TEXT, "uuid", "uuid")),
            Map.entry("float", Type.of(ColumnKind.SINGLE, "float", "real")),
            Map.entry("point", new Type(ColumnKind.TEXT, "point", "point", "st_geomfromtext(?)", "?::point")),
            Map.entry("bits", new Type(ColumnKind.NUMBER, "bit(12)", "bigint", "cast(? as unsigned)", "?::bigint")),
            Map.entry("enum", Type.of(ColumnKind.TEXT, "enum('small','large')", "text")),
            Map.entry("set", Type.of(ColumnKind.TEXT, "set('a','b','c')", "text")),
            Map.entry("year", Type.of(ColumnKind.NUMBER, "year", "bigint")),
            Map.entry("tiny", Type.of(ColumnKind.BOOLEAN, "tinyint(1)", "bigint")),
            Map.entry("array", Type.of(ColumnKind.TEXT, "text", "integer[]")),
            Map.entry("instants", Type.of(ColumnKind.TEXT, "text", "timestamptz[]")),
            Map.entry("interval", Type.of(ColumnKind.TEXT, "text", "interval")),
            Map.entry("timetz", Type.of(ColumnKind.TEXT, "text", "timetz")),
            Map.entry("money", Type.of(ColumnKind.NUMBER, "decimal(10,2)", "money")));

    private ScenarioTables() {}

    static TableDouble inMemory(MergeScenario.Table table) {
        var columns = table.columns().entrySet().stream()
                .map(column -> new TableColumn(
                        column.getKey(), TYPES.get(column.getValue()).kind()))
                .toList();
        return new TableDouble(columns, table.key(), table.rows());
    }

    static TableSource in(Connection connection, DatabaseKind kind, String schema, MergeScenario.Table table)
            throws SQLException {
        var name = "scenario " + NUMBER.incrementAndGet();
        var quoted = JdbcTables.quoted(kind, name);
        var definitions = new ArrayList<String>();
        table.columns()
                .forEach((column, type) -> definitions.add(JdbcTables.quoted(kind, column) + " " + type(kind, type)));
        if (!table.key().isEmpty()) {
            definitions.add("primary key ("
                    + table.key().stream()
                            .map(column -> JdbcTables.quoted(kind, column))
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create table " + quoted + " (" + String.join(", ", definitions) + ")");
        }
        insert(connection, kind, quoted, table);
        try (var statement = connection.createStatement()) {
            statement.execute(kind != DatabaseKind.POSTGRESQL ? "analyze table " + quoted : "analyze " + quoted);
        }
        connection.commit();
        return JdbcTables.of(connection, kind, new TableName(schema, name), 2);
    }

    private static void insert(Connection connection, DatabaseKind kind, String quoted, MergeScenario.Table table)
            throws SQLException {
        var values = table.columns().values().stream()
                .map(TYPES::get)
                .map(type -> kind != DatabaseKind.POSTGRESQL ? type.mariaDbValue() : type.postgresValue())
                .collect(Collectors.joining(", "));
        try (var insert = connection.prepareStatement("insert into " + quoted + " values (" + values + ")")) {
            for (List<String> row : table.rows()) {
                for (var i = 0; i < row.size(); i++) {
                    insert.setString(i + 1, row.get(i));
                }
                insert.executeUpdate();
            }
        }
    }

    private static String type(DatabaseKind kind, String name) {
        var type = TYPES.get(name);
        return switch (kind) {
            case POSTGRESQL -> type.postgres();
            case MARIADB -> type.mariaDb();
            // Older ones have neither, newer ones no UUIDs.
            case MYSQL -> Map.of("uuid", "char(36)", "json", "longtext").getOrDefault(name, type.mariaDb());
        };
    }
}
