package routes.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

import routes.ledger.Database.SqlArray;

/** The statement that commits how routings ended, together with what is to be told of them. It is one round trip. */
final class RunEndWriter {

    private final Database database;

    RunEndWriter(Database database) {
        this.database = database;
    }

    /** Whether each of the runs was still ours, in the order of the batch. */
    List<Boolean> write(List<RunEnd> batch) {
        var told = batch.stream().filter(end -> end.announcement() != null).toList();
        var written = new HashSet<>(database.query(
                """
                with ended as (
                    update run r
                    set state = case when i.state = 'waiting' and r.woken
                                          or i.state in ('waiting', 'queued') and r.cancel_requested
                                     then 'queued' else i.state end,
                        next_attempt_at = case when i.state = 'waiting' and r.woken or r.cancel_requested then now()
                                               -- By our clock that time may have come, and by the other not yet.
                                               when i.state = 'waiting'
                                               then greatest(i.next_attempt_at, now() + make_interval(secs => 0.2))
                                               when i.state = 'queued' then i.next_attempt_at
                                               else r.next_attempt_at end,
                        -- What has no subject is kept in order by its place among the runs under way, so it keeps that
                        -- also in back-off.
                        holds_slot = i.state = 'waiting' or i.state = 'queued' and r.subject is null,
                        attempt = r.attempt + case when i.failed then 1 else 0 end,
                        failures = r.failures + case when i.counted then 1 else 0 end,
                        error = i.error,
                        unreachable_since = case when i.failed and not i.counted
                                                 then coalesce(r.unreachable_since, now()) end,
                        owner = null,
                        replica = null,
                        woken = false,
                        finished_at = case when i.state in ('waiting', 'queued') then null else now() end,
                        parked_at = case when i.state = 'parked' then now() else r.parked_at end
                    from unnest(?, ?, ?, ?, ?, ?, ?)
                         as i (id, owner, state, failed, counted, next_attempt_at, error)
                    where r.id = i.id and r.owner = i.owner and r.state = 'running'
                    returning r.id
                ), told as (
                    insert into message (dedupe_key, channel, group_key, text, run_id)
                    select i.dedupe_key, i.channel, i.group_key, i.text, i.run_id
                    from unnest(?, ?, ?, ?, ?) as i (run_id, dedupe_key, channel, group_key, text)
                    join ended on ended.id = i.run_id
                    on conflict (dedupe_key) do nothing
                )
                select id from ended
                """,
                row -> row.getLong(1),
                column("bigint", batch, RunEnd::runId),
                column("uuid", batch, RunEnd::owner),
                column("text", batch, end -> end.state().stored()),
                column("boolean", batch, RunEnd::failed),
                column("boolean", batch, RunEnd::counted),
                column("timestamptz", batch, RunEnd::nextAttemptAt),
                column("text", batch, RunEnd::error),
                column("bigint", told, RunEnd::runId),
                column("text", told, end -> end.announcement().dedupeKey()),
                column("text", told, end -> end.announcement().channel()),
                column("text", told, end -> end.announcement().groupKey()),
                column("text", told, end -> end.announcement().text())));
        return batch.stream().map(end -> written.contains(end.runId())).toList();
    }

    private static <T> SqlArray column(String type, List<T> rows, Function<T, ?> value) {
        return SqlArray.of(type, rows.stream().map(value).toList());
    }
}
