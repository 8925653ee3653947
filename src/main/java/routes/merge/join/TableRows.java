package routes.merge.join;

import java.sql.SQLException;

/** A cursor over rows. Only the row at hand is sure to be in memory. Used by one thread. */
public interface TableRows extends AutoCloseable {

    /** Goes to the next row; false after the last. */
    boolean next() throws SQLException;

    /** The cell's text in UTF-8, as the column's kind describes it; null where the table has NULL. */
    byte[] cell(int column) throws SQLException;

    @Override
    void close() throws SQLException;
}
