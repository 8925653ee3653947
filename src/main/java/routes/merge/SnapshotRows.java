package routes.merge;

import java.sql.SQLException;
import java.util.List;

import routes.merge.database.DatabaseSession;
import routes.merge.join.TableColumn;
import routes.merge.join.TableRows;
import routes.merge.join.TableSource;

/**
 * The rows of a session, which hangs up once all of them were read: what a merge asks for last. A snapshot that lives on while
 * the output is made would keep the database from tidying up.
 */
record SnapshotRows(TableSource table, DatabaseSession session) implements TableSource {

    @Override
    public List<TableColumn> columns() {
        return table.columns();
    }

    @Override
    public long estimatedRows() throws SQLException {
        return table.estimatedRows();
    }

    @Override
    public TableRows scan() throws SQLException {
        return new Last(table.scan(), session);
    }

    @Override
    public boolean canLookUp(String column) throws SQLException {
        return table.canLookUp(column);
    }

    @Override
    public TableRows lookUp(String column, List<String> numbers) throws SQLException {
        return table.lookUp(column, numbers);
    }

    private record Last(TableRows rows, DatabaseSession session) implements TableRows {

        @Override
        public boolean next() throws SQLException {
            return rows.next();
        }

        @Override
        public byte[] cell(int column) throws SQLException {
            return rows.cell(column);
        }

        @Override
        public void close() throws SQLException {
            try (session) {
                rows.close();
            }
        }
    }
}
