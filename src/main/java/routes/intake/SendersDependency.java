package routes.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database;
import routes.ledger.Source;
import routes.shared.Dependency;
import routes.shared.InvalidInputException;

/** Whether senders of events can prove themselves, and whether their pushes arrive. */
@ApplicationScoped
class SendersDependency implements Dependency {

    private static final int LOOKED_AT = 1_000;

    private final IntakeConfig config;
    private final Database database;

    SendersDependency(IntakeConfig config, Database database) {
        this.config = config;
        this.database = database;
    }

    @Override
    public String name() {
        return "senders";
    }

    @Override
    public List<Finding> check() {
        var findings = new ArrayList<>(List.of(proof()));
        if (config.buckets().values().stream()
                .anyMatch(watched -> watched.notification().arn().isPresent())) {
            findings.add(pushes());
        }
        return findings;
    }

    private Finding proof() {
        try {
            WebhookGate.requireProof(config, false);
            return config.open() && config.token().isEmpty()
                    ? Finding.warning("proof", "anybody may send: production needs routes.intake.token")
                    : Finding.good("proof", "a token or a signature is demanded");
        } catch (InvalidInputException e) {
            return Finding.broken("proof", e.getMessage());
        }
    }

    /** What a store keeps to itself, its queue directory and the token it sends, shows in where events come from. */
    private Finding pushes() {
        var bySource = new HashMap<String, Long>();
        database.query(
                "select source, count(*) from (select source from event order by id desc limit ?) latest"
                        + " group by source",
                row -> bySource.put(row.getString(1), row.getLong(2)),
                LOOKED_AT);
        var listed = bySource.getOrDefault(Source.LISTING.stored(), 0L);
        var all = bySource.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return Finding.good("pushes", "no event yet");
        }
        return listed < all
                ? Finding.good("pushes", (all - listed) + " of the last " + all + " events were pushed")
                : Finding.warning(
                        "pushes",
                        "the last " + all + " events were all found by listing: give the store's target the address"
                                + " and the token of this application, and a queue directory, as"
                                + " docs/pipelines/intake.md says");
    }
}
