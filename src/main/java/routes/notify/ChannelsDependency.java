package routes.notify;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database;
import routes.shared.Dependency;

/** How the channels take messages, as the last posts to them showed; nothing is posted for it. */
@ApplicationScoped
class ChannelsDependency implements Dependency {

    private final Database database;
    private final Messenger messenger;

    ChannelsDependency(Database database, Messenger messenger) {
        this.database = database;
        this.messenger = messenger;
    }

    @Override
    public String name() {
        return "channels";
    }

    @Override
    public List<Finding> check() {
        if (!messenger.posts()) {
            return List.of(Finding.good("all", "none; messages go to the log"));
        }
        var findings = new ArrayList<>(database.query(
                "select name, state, coalesce(error, 'no reason given') from channel order by name",
                row -> channel(row.getString(1), ChannelState.of(row.getString(2)), row.getString(3))));
        var dead = database.first("select count(*) from message where state = 'dead'", row -> row.getLong(1))
                .orElse(0L);
        findings.add(
                dead == 0
                        ? Finding.good("messages", "none is dead")
                        : Finding.warning("messages", dead + " could not be told, and are kept as dead"));
        return findings;
    }

    private static Finding channel(String name, ChannelState state, String error) {
        var what = "channel " + name;
        return switch (state) {
            case WORKING -> Finding.good(what, "takes messages");
            case UNREACHABLE -> Finding.warning(what, "not reached, messages wait: " + error);
            case REFUSED -> Finding.warning(what, "refuses messages: " + error);
        };
    }
}
