package routes.merge.database;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;

import routes.merge.join.ColumnKind;

/** What differs between databases: names, and how a value becomes the text that its {@link ColumnKind} describes. */
enum Dialect {

    /** MySQL and MariaDB. */
    MYSQL("`") {
        @Override
        void bind(PreparedStatement statement, int parameter, BigDecimal number, boolean whole) throws SQLException {
            statement.setBigDecimal(parameter, number);
        }

        @Override
        Expression expression(String column, String type, String fullType) {
            var name = quoted(column);
            var text = "cast(" + name + " as char)";
            return switch (type) {
                case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
                    new Expression(name, ColumnKind.TEXT);
                case "tinyint" ->
                    new Expression(text, fullType.startsWith("tinyint(1)") ? ColumnKind.BOOLEAN : ColumnKind.NUMBER);
                case "smallint", "mediumint", "int", "bigint", "decimal", "year" ->
                    new Expression(text, ColumnKind.NUMBER);
                // As text it would have six digits only.
                case "float" -> new Expression("cast(" + name + " + 0e0 as char)", ColumnKind.SINGLE);
                case "double" -> new Expression(text, ColumnKind.FLOAT);
                case "bit" ->
                    new Expression(
                            "cast(" + name + " + 0 as char)",
                            fullType.equals("bit(1)") ? ColumnKind.BOOLEAN : ColumnKind.NUMBER);
                case "timestamp" -> new Expression(text, ColumnKind.INSTANT);
                case "date", "datetime", "time" -> new Expression(text, ColumnKind.DATE_TIME);
                case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                    new Expression("lower(hex(" + name + "))", ColumnKind.TEXT);
                case "geometry",
                        "point",
                        "linestring",
                        "polygon",
                        "multipoint",
                        "multilinestring",
                        "multipolygon",
                        "geometrycollection",
                        "geomcollection" -> new Expression("st_astext(" + name + ")", ColumnKind.TEXT);
                default -> new Expression(text, ColumnKind.TEXT);
            };
        }

        @Override
        String inOneOrder(String expression) {
            return "cast(" + expression + " as binary)";
        }

        @Override
        List<String> session() {
            return List.of("set time_zone = '+00:00'");
        }

        @Override
        String columns() {
            return """
                select column_name, data_type, column_type
                from information_schema.columns
                where table_schema = ? and table_name = ?
                order by ordinal_position
                """;
        }

        @Override
        String estimate() {
            return "select table_rows from information_schema.tables where table_schema = ? and table_name = ?";
        }
    },

    POSTGRESQL("\"") {
        /** As the column's type, or a conversion of the column would keep its index from being used. */
        @Override
        void bind(PreparedStatement statement, int parameter, BigDecimal number, boolean whole) throws SQLException {
            if (!whole) {
                statement.setBigDecimal(parameter, number);
            } else if (isLong(number)) {
                statement.setLong(parameter, number.longValueExact());
            } else {
                statement.setNull(parameter, Types.BIGINT);
            }
        }

        private static boolean isLong(BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0
                    && number.toBigInteger().bitLength() < Long.SIZE;
        }

        @Override
        Expression expression(String column, String type, String fullType) {
            var name = quoted(column);
            var text = name + "::text";
            return switch (type) {
                case "smallint", "integer", "bigint", "numeric" -> new Expression(text, ColumnKind.NUMBER);
                case "money" -> new Expression(name + "::numeric::text", ColumnKind.NUMBER);
                case "real" -> new Expression(text, ColumnKind.SINGLE);
                case "double precision" -> new Expression(text, ColumnKind.FLOAT);
                case "boolean" -> new Expression(text, ColumnKind.BOOLEAN);
                case "date", "timestamp without time zone", "time without time zone" ->
                    new Expression(text, ColumnKind.DATE_TIME);
                case "timestamp with time zone" ->
                    new Expression("(" + name + " at time zone 'UTC')::text", ColumnKind.INSTANT);
                case "bytea" -> new Expression("encode(" + name + ", 'hex')", ColumnKind.TEXT);
                default -> new Expression(text, ColumnKind.TEXT);
            };
        }

        @Override
        String inOneOrder(String expression) {
            return expression + " collate \"C\"";
        }

        @Override
        List<String> session() {
            // Of what has a zone, or is a duration, within arrays and the like too.
            return List.of("set time zone 'UTC'", "set intervalstyle = 'iso_8601'");
        }

        /** Not by the standard's views, which leave out materialized ones. */
        @Override
        String columns() {
            return """
                select a.attname, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null), t.typname
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_type t on t.oid = a.atttypid
                join pg_catalog.pg_class c on c.oid = a.attrelid
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
                  and has_column_privilege(c.oid, a.attnum, 'select')
                order by a.attnum
                """;
        }

        @Override
        String estimate() {
            return """
                select c.reltuples::bigint
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ?
                """;
        }
    };

    private final String quote;

    Dialect(String quote) {
        this.quote = quote;
    }

    /** What is selected for a column, and the kind of text that comes of it. */
    record Expression(String sql, ColumnKind kind) {}

    /** What a kind of database speaks. */
    static Dialect of(DatabaseKind kind) {
        return kind.speaksMySql() ? MYSQL : POSTGRESQL;
    }

    /** Binds a number so that the index of a column of that type is used. */
    abstract void bind(PreparedStatement statement, int parameter, BigDecimal number, boolean whole)
            throws SQLException;

    /** A name as SQL has it, whatever characters are in it. */
    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    Expression of(String column, String type, String fullType) {
        return expression(column, type.toLowerCase(Locale.ROOT), fullType.toLowerCase(Locale.ROOT));
    }

    abstract Expression expression(String column, String type, String fullType);

    /** An expression to order by that no collation makes equal what is not. */
    abstract String inOneOrder(String expression);

    /** What a session is told before rows are read, lest their texts depend on where it was set up. */
    abstract List<String> session();

    /** Query for name, type and full type of the columns of a table, given by schema and name. */
    abstract String columns();

    /** Query for about how many rows a table has, given by schema and name. */
    abstract String estimate();
}
