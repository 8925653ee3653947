package routes.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database;
import routes.ledger.Database.SqlArray;

/**
 * Writes down what became of posts, and when their channel may be posted to again. All times are the ledger's, so that replicas
 * need not agree on theirs. Each method returns the state in which the channel was before; nothing, if another replica has taken
 * the channel over meanwhile, which then decides on it.
 */
@ApplicationScoped
public class PostLedger {

    private static final String BATCH = """
        with batch as (
            select ?::text as channel, ?::uuid as holder, ?::bigint[] as ids, ?::text as note
        ), former as (
            select c.state from channel c join batch b on c.name = b.channel and c.holder = b.holder
        ),
        """;
    private static final String FORMER = "select state from former";

    private final Database database;
    private final NotifyConfig config;

    PostLedger(Database database, NotifyConfig config) {
        this.database = database;
        this.config = config;
    }

    /** People were told: the first message is sent, the others merged into it. */
    Optional<ChannelState> told(Batch batch, String note) {
        return write("""
            told as (
                update message m
                set state = case when m.id = b.ids[1] then 'sent' else 'merged' end,
                    merged_into = nullif(b.ids[1], m.id), error = b.note, sent_at = now()
                from batch b where m.id = any(b.ids)
            ), freed as (
                update channel c
                set holder = null, next_post_at = now() + ?, failures = 0, state = 'working', error = null,
                    changed_at = case when c.state = 'working' then c.changed_at else now() end
                from batch b where c.name = b.channel and c.holder = b.holder
            )
            """, batch, note, config.pace());
    }

    /** The channel is full: the messages wait as long as Slack asks for. */
    Optional<ChannelState> limited(Batch batch, Duration pause) {
        return write(
                """
                freed as (
                    update channel c set holder = null, next_post_at = now() + greatest(?, ?)
                    from batch b where c.name = b.channel and c.holder = b.holder
                )
                """,
                batch,
                null,
                config.pace(),
                pause == null ? config.backOff().first() : pause);
    }

    /** Nobody was told: the messages wait, longer with each failure, and by chance a little more or less. */
    Optional<ChannelState> unreachable(Batch batch, String why) {
        return write(
                """
                freed as (
                    update channel c
                    set holder = null, failures = c.failures + 1, state = 'unreachable', error = b.note,
                        next_post_at = now() + greatest(
                            ?, least(?, ? * power(2, least(c.failures, 30))) * (0.5 + random() / 2)),
                        changed_at = case when c.state = 'unreachable' then c.changed_at else now() end
                    from batch b where c.name = b.channel and c.holder = b.holder
                )
                """,
                batch,
                why,
                config.pace(),
                config.backOff().most(),
                config.backOff().first());
    }

    /** The messages are dead. */
    Optional<ChannelState> refused(Batch batch, String why) {
        return write("""
            buried as (
                update message m set state = 'dead', error = b.note
                from batch b
                where m.id = any(b.ids) and m.state = 'queued' and exists (select from former)
            ), freed as (
                update channel c
                set holder = null, next_post_at = now() + ?, failures = 0, state = 'refused', error = b.note,
                    changed_at = case when c.state = 'refused' then c.changed_at else now() end
                from batch b where c.name = b.channel and c.holder = b.holder
            )
            """, batch, why, config.pace());
    }

    /** Buries the messages of a channel that have waited too long, and returns how many. */
    int expire(String channel) {
        return database.update("""
            update message
            set state = 'dead',
                error = 'waited longer than routes.notify.max-age'
                        || coalesce(': ' || (select c.error from channel c where c.name = message.channel), '')
            where channel = ? and state = 'queued' and queued_at < now() - ?
            """, channel, config.maxAge());
    }

    /** Queues the dead messages of a channel again, and returns how many. */
    int revive(String channel) {
        return database.update("""
            update message set state = 'queued', error = null, queued_at = now()
            where channel = ? and state = 'dead'
            """, channel);
    }

    private Optional<ChannelState> write(String changes, Batch batch, String note, Object... more) {
        var values = new ArrayList<Object>();
        values.add(batch.channel());
        values.add(batch.holder());
        values.add(SqlArray.of("bigint", batch.ids()));
        values.add(note);
        values.addAll(List.of(more));
        return database.first(BATCH + changes + FORMER, row -> ChannelState.of(row.getString(1)), values.toArray());
    }
}
