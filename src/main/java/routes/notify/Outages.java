package routes.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Announcement;
import routes.ledger.Database;

/**
 * Tells people of runs that are tried again and again, because a system does not answer or because their route has attempts
 * without number: such runs are never parked, so nobody would hear of them. One message for each route and kind of error when that
 * has gone on for a while, and one when the last of those runs has got on. Every replica may look; the ledger takes each message
 * once.
 */
@ApplicationScoped
public class Outages {

    private static final int LONGEST_ERROR = 500;

    private final Database database;
    private final Messenger messenger;
    private final NotifyConfig config;

    Outages(Database database, Messenger messenger, NotifyConfig config) {
        this.database = database;
        this.messenger = messenger;
        this.config = config;
    }

    private record Outage(String route, String kind, Instant since, long runs, String error) {}

    /** Queues messages of outages that have become long, and of those that are over. */
    void look() {
        for (var outage : begun()) {
            write(
                    "insert into outage (route, kind, since) values (?, ?, ?) on conflict do nothing",
                    outage,
                    begun(outage));
        }
        for (var outage : over()) {
            write("delete from outage where route = ? and kind = ? and since = ?", outage, over(outage));
        }
    }

    private List<Outage> begun() {
        return database.query("""
                select w.route, w.kind, w.since, w.runs, w.error
                from (select route, split_part(coalesce(error, ''), ':', 1) as kind, min(unreachable_since) as since,
                             count(*) as runs, min(error) as error
                      from run
                      where unreachable_since is not null and state in ('queued', 'running', 'waiting')
                      group by route, kind) w
                where w.since < now() - ?
                  and not exists (select from outage o where o.route = w.route and o.kind = w.kind)
                """, Outages::outage, config.unreachableAfter());
    }

    private List<Outage> over() {
        return database.query("""
                select o.route, o.kind, o.since, 0 as runs, '' as error
                from outage o
                where not exists (
                    select from run r
                    where r.route = o.route and r.unreachable_since is not null
                      and r.state in ('queued', 'running', 'waiting'))
                """, Outages::outage);
    }

    /** The change and its message in one commit; who comes second changes nothing, and tells nothing. */
    private void write(String change, Outage outage, Announcement news) {
        database.update(
                "with changed as (" + change + " returning route)"
                        + " insert into message (dedupe_key, channel, group_key, text)"
                        + " select ?, ?, ?, ? from changed on conflict (dedupe_key) do nothing",
                outage.route(),
                outage.kind(),
                outage.since(),
                news.dedupeKey(),
                news.channel(),
                news.groupKey(),
                SlackText.postable(news.text()));
    }

    private Announcement begun(Outage outage) {
        var text = SlackText.escape(outage.route()) + " *waits* since " + time(outage) + " for what it needs, with "
                + outage.runs() + (outage.runs() == 1 ? " run" : " runs") + "\n"
                + SlackText.quote(outage.error(), LONGEST_ERROR);
        return announcement("waits", outage, text);
    }

    private Announcement over(Outage outage) {
        var text =
                SlackText.escape(outage.route()) + " *goes on*: it waited since " + time(outage) + " for what it needs";
        return announcement("goes on", outage, text);
    }

    private Announcement announcement(String what, Outage outage, String text) {
        return new Announcement(
                what + ":" + outage.route() + ":" + outage.kind() + ":" + outage.since(),
                messenger.channelOf(outage.route()),
                "routes: " + what + "|",
                text);
    }

    private static String time(Outage outage) {
        return outage.since().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Outage outage(ResultSet row) throws SQLException {
        return new Outage(
                row.getString("route"),
                row.getString("kind"),
                Database.instant(row, "since"),
                row.getLong("runs"),
                row.getString("error"));
    }
}
