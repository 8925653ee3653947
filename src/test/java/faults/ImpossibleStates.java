package faults;

/** What must never be seen in a ledger, at any moment, whatever was killed, stopped or cut off before. */
final class ImpossibleStates {

    /** One row of text for each. */
    static final String QUERY = """
        select 'run ' || id || ' of ' || route || ' waits for nothing' from run r
        where state = 'waiting' and next_attempt_at = 'infinity'
          and not exists (select from step s where s.run_id = r.id and s.state = 'started')
        union all
        select 'run ' || id || ' of ' || route || ' is queued for ever' from run
        where state = 'queued' and next_attempt_at = 'infinity'
        union all
        select 'run ' || id || ' of ' || route || ' is ' || state || ', owned by ' || coalesce(owner::text, 'nobody')
        from run
        where (state = 'running') <> (owner is not null) or (owner is null) <> (replica is null)
        union all
        select 'run ' || id || ' of ' || route || ' is ' || state || ', and holds its place: ' || holds_slot from run
        where holds_slot <> (state in ('running', 'waiting')) and state <> 'queued'
        union all
        select 'run ' || id || ' of ' || route || ' is ' || state || ', and ended at ' || coalesce(finished_at::text, 'no time')
        from run
        where (finished_at is null) <> (state in ('queued', 'running', 'waiting'))
        union all
        select 'run ' || r.id || ' of ' || r.route || ' succeeded without its step ' || s.id
        from run r join step s on s.run_id = r.id
        where r.state = 'succeeded' and s.state <> 'succeeded'
        union all
        select count(*) || ' runs of ' || route || ' are under way for one object' from run
        where holds_slot and subject is not null
        group by route, subject having count(*) > 1
        union all
        select 'event ' || event_id || ' started a run of ' || route || ' that is not there' from outcome o
        where verdict = 'started' and not exists (select from run r where r.id = o.run_id)
        union all
        select 'run ' || id || ' of ' || route || ' began for an event without outcome' from run r
        where event_id is not null
          and not exists (select from outcome o where o.event_id = r.event_id and o.route = r.route)
        """;

    private ImpossibleStates() {}
}
