package routes.ledger;

import java.sql.SQLException;

/** Says that the ledger could not be read or written. */
public class LedgerException extends RuntimeException {

    private final boolean refused;

    LedgerException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
        var state = cause.getSQLState();
        this.refused = state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** Whether PostgreSQL refused the values themselves, so that the same call would fail again. */
    public boolean refused() {
        return refused;
    }
}
