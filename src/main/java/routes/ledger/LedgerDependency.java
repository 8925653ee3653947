package routes.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.flywaydb.core.Flyway;

import routes.shared.Dependency;

/** Whether the ledger can be reached, has its tables, and agrees with us on the time. */
@ApplicationScoped
class LedgerDependency implements Dependency {

    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private final Database database;
    private final Flyway flyway;
    private final Clock clock;

    LedgerDependency(Database database, Flyway flyway, Clock clock) {
        this.database = database;
        this.flyway = flyway;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<Finding> check() {
        var findings = new ArrayList<Finding>();
        try {
            findings.add(connection());
        } catch (LedgerException e) {
            return List.of(Finding.broken(
                    "connection",
                    e.getMessage() + " See that PostgreSQL runs where SLUICE_LEDGER_URL says, and that"
                            + " SLUICE_LEDGER_USER and SLUICE_LEDGER_PASSWORD may connect"));
        }
        findings.add(tables());
        findings.add(time());
        return findings;
    }

    private Finding connection() {
        return database.first(
                        "select current_setting('server_version'), current_database()",
                        row -> Finding.good(
                                "connection", "PostgreSQL " + row.getString(1) + ", database " + row.getString(2)))
                .orElseThrow();
    }

    private Finding tables() {
        var pending = flyway.info().pending();
        return pending.length == 0
                ? Finding.good("tables", "up to date")
                : Finding.warning(
                        "tables", pending.length + " migrations are to be made: the next start of Sluice makes them");
    }

    private Finding time() {
        var theirs = database.first("select now() as now", row -> Database.instant(row, "now"))
                .orElse(Instant.EPOCH);
        var apart = Duration.between(theirs, clock.instant()).abs();
        return apart.compareTo(CLOCKS_APART) < 0
                ? Finding.good("clock", "agrees with ours")
                : Finding.warning("clock", apart.toSeconds() + " s from ours: let both follow a time server");
    }
}
