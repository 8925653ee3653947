package routes.merge.join;

import java.sql.SQLException;
import java.util.List;

/** The table, as one snapshot: however often it is read, it is the same. One cursor is open at a time. */
public interface TableSource {

    /** In the table's order. */
    List<TableColumn> columns();

    /** About how many rows there are; a wrong answer costs time, nothing else. */
    long estimatedRows() throws SQLException;

    /** All rows in the order of the primary key, or in some order that is always the same where there is none. */
    TableRows scan() throws SQLException;

    /** Whether rows can be found by an index on this column, and by nothing but the exact number. */
    boolean canLookUp(String column) throws SQLException;

    /**
     * The rows whose column is one of these whole or decimal numbers, in the order of {@link #scan()}.
     * There is one at least.
     *
     * @param column one of which {@link #canLookUp} said yes
     */
    TableRows lookUp(String column, List<String> numbers) throws SQLException;
}
