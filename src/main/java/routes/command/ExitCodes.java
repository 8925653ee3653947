package routes.command;

/** What the commands return to the shell. */
final class ExitCodes {

    /** Done. */
    static final int OK = 0;
    /** What was asked for is not there, or nothing was found. */
    static final int NOT_FOUND = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** No Sluice answers at the address, or it cannot reach its ledger. */
    static final int UNREACHABLE = 3;
    /** Sluice refused the call: a wrong token, or a state in which it makes no sense. */
    static final int REFUSED = 4;
    /** The input never heals; what runs the command must not try again. */
    static final int INVALID_INPUT = 42;

    private ExitCodes() {}
}
