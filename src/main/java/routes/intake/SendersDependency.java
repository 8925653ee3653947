package routes.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.LaunchMode;

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
    private final boolean production;

    @Inject
    SendersDependency(IntakeConfig config, Database database) {
        this(config, database, LaunchMode.current() == LaunchMode.NORMAL);
    }

    SendersDependency(IntakeConfig config, Database database, boolean production) {
        this.config = config;
        this.database = database;
        this.production = production;
    }

    @Override
    public String name() {
        return "senders";
    }

    @Override
    public List<Finding> check() {
        var findings = new ArrayList<>(List.of(proof()));
        var targets = config.buckets().values().stream()
                .flatMap(watched -> watched.notification().arn().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        targets.forEach(arn -> queue(arn).ifPresent(findings::add));
        if (!targets.isEmpty()) {
            findings.add(pushes());
        }
        return findings;
    }

    private Finding proof() {
        try {
            WebhookGate.requireProof(config, production);
            return WebhookGate.proofIsDemanded(config)
                    ? Finding.good("proof", "a token or a signature is demanded")
                    : Finding.warning("proof", "anybody may send: production needs routes.intake.token");
        } catch (InvalidInputException e) {
            return Finding.broken("proof", e.getMessage());
        }
    }

    /** Without a queue directory MinIO loses what it pushes while nobody answers, and no call of its API tells of it. */
    private static Optional<Finding> queue(String arn) {
        return StoreErrors.variable(arn, "QUEUE_DIR")
                .map(variable -> Finding.good(
                        "queue of " + arn,
                        "cannot be seen from here: " + variable
                                + " of MinIO has to name a directory that outlives it"));
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
