package routes.notify;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Announcement;
import routes.ledger.Database;
import routes.notify.Batch.Message;

/** The ledger's queue of messages. Whoever claims a channel is alone with it, among all replicas, until the claim runs out. */
@ApplicationScoped
public class MessageQueue {

    private static final int MOST_IN_BATCH = 500;

    private final Database database;
    private final Duration claim;

    MessageQueue(Database database, NotifyConfig config) {
        this.database = database;
        // Longer than any post, with time to write down its result.
        this.claim = config.timeout().multipliedBy(2).plusSeconds(10);
    }

    /**
     * What waits for one channel.
     *
     * @param channel its name
     * @param messages how many wait
     * @param age of the oldest
     * @param pause until the next post may begin; zero if it may now
     */
    record Backlog(String channel, long messages, Duration age, Duration pause) {}

    /** Queues a message and returns its id; of one that was queued before, by whomever, the id it has. */
    long enqueue(Announcement announcement) {
        // The update changes nothing, but makes PostgreSQL return the row that was there.
        return database.first(
                        """
                        insert into message (dedupe_key, channel, group_key, text) values (?, ?, ?, ?)
                        on conflict (dedupe_key) do update set dedupe_key = excluded.dedupe_key
                        returning id
                        """,
                        row -> row.getLong(1),
                        announcement.dedupeKey(),
                        announcement.channel(),
                        announcement.groupKey(),
                        SlackText.postable(announcement.text()))
                .orElseThrow();
    }

    /** What waits, by channel. */
    List<Backlog> backlog() {
        return database.query(
                """
                select q.channel, q.messages, extract(epoch from now() - m.queued_at) * 1000 as age,
                       ceil(extract(epoch from c.next_post_at - now()) * 1000) as wait
                from (select channel, count(*) as messages, min(id) as oldest
                      from message where state = 'queued' group by channel) q
                join message m on m.id = q.oldest
                left join channel c on c.name = q.channel
                """,
                row -> new Backlog(
                        row.getString("channel"),
                        row.getLong("messages"),
                        Duration.ofMillis(row.getLong("age")),
                        Duration.ofMillis(Math.max(0, row.getLong("wait")))));
    }

    /** Takes the oldest message of a channel, with those of its group, if the channel may be posted to now. */
    Optional<Batch> claim(String channel) {
        var holder = UUID.randomUUID();
        var claimed = database.query(
                """
                with held as (
                    insert into channel as c (name, holder, next_post_at) values (?, ?, now() + ?)
                    on conflict (name) do update set holder = excluded.holder, next_post_at = excluded.next_post_at
                    where c.next_post_at <= now()
                    returning c.name
                ), oldest as (
                    select m.id, m.channel, m.group_key
                    from message m join held on held.name = m.channel
                    where m.state = 'queued'
                    order by m.id
                    limit 1
                ), claimed as (
                    select m.id
                    from message m
                    join oldest o on o.channel = m.channel and (o.id = m.id or o.group_key = m.group_key)
                    where m.state = 'queued'
                    order by m.id
                    limit ?
                )
                update message m set attempt = m.attempt + 1
                from claimed
                where m.id = claimed.id and m.state = 'queued'
                returning m.id, m.group_key, m.text
                """,
                row -> new Claimed(row.getString("group_key"), new Message(row.getLong("id"), row.getString("text"))),
                channel,
                holder,
                claim,
                MOST_IN_BATCH);
        if (claimed.isEmpty()) {
            release(channel, holder);
            return Optional.empty();
        }
        var messages = claimed.stream()
                .map(Claimed::message)
                .sorted(Comparator.comparingLong(Message::id))
                .toList();
        return Optional.of(new Batch(channel, holder, claimed.get(0).group(), messages));
    }

    private void release(String channel, UUID holder) {
        database.update(
                "update channel set holder = null, next_post_at = now() where name = ? and holder = ?",
                channel,
                holder);
    }

    private record Claimed(String group, Message message) {}
}
