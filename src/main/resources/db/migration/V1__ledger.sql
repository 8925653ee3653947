-- The ledger: what happened (event), what became of it (outcome), the work that followed (run, step),
-- and what is to be told (message). It is the only state Sluice has.

-- One version of one stored object that appeared or went. Identity and duplicates: docs/pipelines/intake.md.
create table event (
    id           bigint generated always as identity primary key,
    identity     uuid        not null unique, -- digest of bucket, key, version, sequencer and kind
    object       uuid        not null,        -- digest of bucket and key
    source       text        not null check (source in ('webhook', 'kafka', 'listing', 'manual')),
    name         text        not null,        -- as S3 names it, without the prefix "s3:"
    created      boolean     not null,        -- whether the name says that a version appeared
    bucket       text        not null,
    key          text        not null,        -- decoded, once
    raw_key      text        not null,        -- as it was sent
    version_id   text,
    e_tag        text,
    sequencer    text,
    size         bigint,
    event_time   timestamptz,                 -- by the store's clock
    received_at  timestamptz not null default now(),
    seen         integer     not null default 1,
    last_seen_at timestamptz,
    duplicate_of bigint,
    body         text                         -- what was sent; of a message with several records, the record
);
create index event_by_object on event (object, id);
create index event_by_key on event (bucket, left(key, 512) text_pattern_ops, id);
create index event_by_time on event using brin (received_at) with (pages_per_range = 32);

-- A message that could not be read as an event. It is kept as it came, and can be read again after a fix.
create table quarantine (
    id          bigint generated always as identity primary key,
    source      text        not null,
    reason      text        not null,
    body        bytea       not null,
    received_at timestamptz not null default now(),
    reread_at   timestamptz
);

-- How an event ended for a triggered route: exactly one row for each.
create table outcome (
    event_id     bigint      not null references event on delete cascade,
    route        text        not null,
    verdict      text        not null check (verdict in ('started', 'skipped', 'duplicate')),
    reason       text        not null, -- the rule that decided, and the value it saw
    run_id       bigint,
    duplicate_of bigint,
    decided_at   timestamptz not null default now(),
    primary key (event_id, route)
);

-- One execution of a triggered route for one cause.
create table run (
    id               bigint generated always as identity primary key,
    route            text        not null,
    cause            text        not null,          -- "event:7", "slot:2026-11-20T06:00:00Z", "manual:<uuid>"
    event_id         bigint,
    slot             timestamptz,                   -- the logical time of a scheduled run
    input            text,                          -- JSON handed over by a manual call
    subject          uuid,                          -- runs of one route and one subject go one after the other
    sequencer        text,                          -- their order
    state            text        not null default 'queued'
        check (state in ('queued', 'running', 'waiting', 'succeeded', 'parked', 'cancelled')),
    priority         smallint    not null default 0, -- higher is later: live 0, replays 10
    attempt          integer     not null default 0, -- failed attempts so far
    failures         integer     not null default 0, -- of them, those since a person last asked for a retry
    next_attempt_at  timestamptz not null default now(), -- when it may be claimed, queued or waiting
    holds_slot       boolean     not null default false, -- counts against its route's limit of runs at once
    woken            boolean     not null default false, -- a step finished while the run was still being routed
    cancel_requested boolean     not null default false,
    continued        boolean     not null default false, -- it was routed before, so it may have steps
    owner            uuid,                          -- the replica that routes it just now
    route_version    text,                          -- digest of the route's source when the run began
    error            text,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    parked_at        timestamptz,                   -- when it was last parked; kept after a retry
    unique (route, cause)
) with (fillfactor = 70);
create index run_claimable on run (route, priority, next_attempt_at, id) where state in ('queued', 'waiting');
create index run_slots on run (route) where holds_slot;
create index run_by_subject on run (route, subject) where state in ('queued', 'running', 'waiting');
create index run_by_owner on run (owner) where state = 'running';
create index run_by_event on run (event_id) where event_id is not null;
create index run_parked on run (finished_at) where state = 'parked';
create index run_ended on run (finished_at) where state in ('succeeded', 'cancelled');

-- One action inside a run; its result is remembered, its effect not repeated.
create table step (
    run_id      bigint      not null references run on delete cascade,
    id          text        not null,
    action      text        not null,
    state       text        not null default 'started' check (state in ('started', 'succeeded', 'failed', 'cancelled')),
    attempt     integer     not null, -- the attempt of the run in which it was started, from 1
    external_id text        not null, -- deterministic, so that a start that was cut off is found again
    result      text,                 -- JSON
    error       text,
    heals       boolean     not null default true, -- of a failure: whether another attempt may go better
    log_uri     text,
    wake_at     timestamptz,          -- of a wait
    started_at  timestamptz not null default now(),
    finished_at timestamptz,
    primary key (run_id, id)
) with (fillfactor = 80);
create index step_open on step (action) where state = 'started';

-- The outbox: what is to be told to people.
create table message (
    id          bigint generated always as identity primary key,
    dedupe_key  text unique,     -- the same key is told once
    channel     text        not null,
    group_key   text,            -- messages of one group that wait together are told as one
    text        text        not null,
    state       text        not null default 'queued' check (state in ('queued', 'sent', 'merged', 'dead')),
    attempt     integer     not null default 0, -- posts begun
    merged_into bigint,          -- of a merged message, the one that was sent for both
    run_id      bigint,
    error       text,
    created_at  timestamptz not null default now(),
    queued_at   timestamptz not null default now(), -- later than created_at once a dead one is tried again
    sent_at     timestamptz
);
create index message_queued on message (channel, id) where state = 'queued';

-- Where messages go. All replicas share a channel's pace and its back-off, and post to it one after the other.
create table channel (
    name         text primary key,
    state        text        not null default 'working' check (state in ('working', 'unreachable', 'refused')),
    error        text,
    failures     integer     not null default 0,     -- posts in a row that did not reach it
    holder       uuid,                               -- the post under way
    next_post_at timestamptz not null default now(), -- while a post is under way, when it counts as lost
    changed_at   timestamptz not null default now()  -- since when it is in this state
);

-- How far a repeated job has come: the last slot of a schedule, the last key of a listing.
create table watermark (
    name       text primary key,
    value      text        not null,
    updated_at timestamptz not null default now()
);

-- A running Sluice. Its runs are taken over once its lease has run out.
create table replica (
    id          uuid primary key,
    name        text        not null,
    started_at  timestamptz not null default now(),
    lease_until timestamptz not null
);

-- What people steer across replicas and restarts.
create table route_control (
    route      text primary key,
    paused     boolean     not null default false,
    tokens     double precision not null default 0, -- runs the route's rate lets start right now
    updated_at timestamptz not null default now()
);

-- Who changed what through the API.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    who     text        not null,
    what    text        not null,
    details text
);

-- The event that speaks of the same object version as a sighting whose identity differs from it, because one of the two
-- knows less: a listing knows no sequencer, a hand-made event no eTag. The rules are explained in docs/pipelines/intake.md.
create function same_version(
    p_object uuid, p_source text, p_version_id text, p_e_tag text, p_sequencer text, p_time timestamptz,
    p_tolerance interval, p_window interval)
    returns table (event_id bigint)
    language sql stable
as $$
    select e.id
    from event e
    where e.object = p_object
      and e.created
      and e.duplicate_of is null
      and (e.sequencer is null or p_sequencer is null)
      and (e.version_id is null or p_version_id is null or e.version_id = p_version_id)
      and case
            when e.e_tag <> p_e_tag then false
            -- The same content, written at the same time. An object uploaded in parts may carry the time of its first
            -- part, long before its event.
            when e.e_tag = p_e_tag and e.event_time is not null and p_time is not null then
                p_time between e.event_time - p_tolerance and e.event_time + p_tolerance
                or position('-' in p_e_tag) > 0
                   and case when p_source = 'listing' then p_time < e.event_time
                            else e.source = 'listing' and e.event_time < p_time end
            -- A listed object, and an event that knows no content: the event was sent after the object was written.
            when p_source = 'listing' then p_time <= coalesce(e.event_time, e.received_at) + p_tolerance
            -- Two events of which one knows no content: near in time.
            else coalesce(p_time, now()) between e.received_at - p_window and e.received_at + p_window
                 or coalesce(p_time, now()) between e.event_time - p_window and e.event_time + p_window
          end
    order by e.id desc
    limit 1
$$;

-- Takes a batch of sightings with the verdicts of all triggered routes, and commits events, outcomes and queued runs
-- together: an event is never without its outcome. A sighting that knows less than a webhook's event (p_careful) must see
-- every other one, so it waits for the batches under way and holds back those that come.
create function accept_events(
    p_careful boolean, p_tolerance interval, p_window interval,
    p_source text[], p_identity uuid[], p_object uuid[], p_name text[], p_created boolean[], p_bucket text[], p_key text[],
    p_raw_key text[], p_version_id text[], p_e_tag text[], p_sequencer text[], p_size bigint[], p_time timestamptz[],
    p_body text[],
    p_verdict_event integer[], p_verdict_route text[], p_verdict text[], p_verdict_reason text[])
    returns table (ordinal integer, event_id bigint, fresh boolean, same_as bigint)
    language plpgsql
    set plan_cache_mode = force_generic_plan
    -- The plan is made while the ledger is empty, and kept until it is analyzed: it must suit millions of rows.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    if p_careful then
        perform pg_advisory_xact_lock(7305809);
    else
        perform pg_advisory_xact_lock_shared(7305809);
    end if;
    return query
    with input as materialized (
        select i.*, case when i.created then same.event_id end as same_as
        from unnest(p_source, p_identity, p_object, p_name, p_created, p_bucket, p_key, p_raw_key, p_version_id, p_e_tag,
                    p_sequencer, p_size, p_time, p_body)
             with ordinality as i (source, identity, object, name, created, bucket, key, raw_key, version_id, e_tag,
                                   sequencer, size, time, body, ordinal)
        left join lateral same_version(i.object, i.source, i.version_id, i.e_tag, i.sequencer, i.time,
                                       p_tolerance, p_window) same on true
    ), seen_again as (
        update event e set seen = e.seen + 1, last_seen_at = now()
        from (select distinct i.identity from input i where i.source <> 'listing') again
        where e.identity = again.identity
        returning e.id, e.identity, e.duplicate_of
    ), inserted as (
        insert into event as e (identity, object, source, name, created, bucket, key, raw_key, version_id, e_tag, sequencer,
                                size, event_time, duplicate_of, body)
        select i.identity, i.object, i.source, i.name, i.created, i.bucket, i.key, i.raw_key, i.version_id, i.e_tag,
               i.sequencer, i.size, i.time, i.same_as, i.body
        from input i
        where not (i.source = 'listing' and i.same_as is not null)
        order by i.ordinal
        on conflict (identity) do nothing
        returning e.id, e.identity, e.duplicate_of
    ), learned as (
        -- The known event learns what the sighting knows, so that the next one is told apart exactly.
        update event e
        set e_tag = coalesce(e.e_tag, i.e_tag),
            sequencer = coalesce(e.sequencer, i.sequencer),
            version_id = coalesce(e.version_id, i.version_id),
            size = coalesce(e.size, i.size)
        from input i
        where e.id = i.same_as and (e.e_tag is null and i.e_tag is not null or e.sequencer is null and i.sequencer is not null)
    ), verdict as (
        select n.id as event_id, n.duplicate_of, i.object, i.sequencer, v.route, v.verdict, v.reason
        from unnest(p_verdict_event, p_verdict_route, p_verdict, p_verdict_reason) as v (ordinal, route, verdict, reason)
        join input i on i.ordinal = v.ordinal
        join inserted n on n.identity = i.identity
        where i.ordinal = (select min(j.ordinal) from input j where j.identity = i.identity)
    ), started as (
        insert into run as r (route, cause, event_id, subject, sequencer)
        select v.route, 'event:' || v.event_id, v.event_id, v.object, v.sequencer
        from verdict v
        where v.verdict = 'started' and v.duplicate_of is null
        order by v.event_id
        returning r.id, r.event_id, r.route
    ), decided as (
        insert into outcome (event_id, route, verdict, reason, run_id, duplicate_of)
        select v.event_id, v.route,
               case when v.duplicate_of is null then v.verdict else 'duplicate' end,
               case when v.duplicate_of is null then v.reason
                    else 'the same object version as event ' || v.duplicate_of end,
               s.id, v.duplicate_of
        from verdict v
        left join started s on s.event_id = v.event_id and s.route = v.route
    )
    select i.ordinal::integer,
           coalesce(n.id, a.id, i.same_as),
           n.id is not null and i.same_as is null,
           coalesce(i.same_as, a.duplicate_of)
    from input i
    left join inserted n on n.identity = i.identity
    left join seen_again a on a.identity = i.identity;
end
$$;

-- Whether one run of a subject goes before another: by the store's order of the events where both have it.
create function run_before(p_id bigint, p_sequencer text, p_other_id bigint, p_other_sequencer text)
    returns boolean
    language sql immutable
as $$
    select case when p_sequencer <> p_other_sequencer then p_sequencer collate "C" < p_other_sequencer collate "C" else p_id < p_other_id end
$$;

-- Hands a replica some runs of a route. Runs that hold a slot go on first; new ones start as far as the route's limit of runs
-- at once and its rate allow, one after the other for each subject, in the order of the subject's events.
create function claim_runs(
    p_route text, p_owner uuid, p_most integer, p_limit integer, p_rate double precision, p_supersede boolean,
    p_version text)
    returns setof run
    language plpgsql
    set plan_cache_mode = force_generic_plan
    -- The plan is made while the ledger is empty, and kept until it is analyzed: it must suit millions of rows.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_fresh integer := p_most;
begin
    if p_limit > 0 or p_rate > 0 or p_supersede then
        -- Replicas count one after the other, or together they would pass the limit.
        perform pg_advisory_xact_lock(hashtextextended(p_route, 7305810));
    end if;
    if exists (select from route_control c where c.route = p_route and c.paused) then
        return;
    end if;
    if p_limit > 0 then
        v_fresh := least(v_fresh, p_limit - (select count(*) from run r where r.route = p_route and r.holds_slot));
    end if;
    if p_rate > 0 then
        insert into route_control as c (route, tokens) values (p_route, 1)
        on conflict (route) do update
            set tokens = least(greatest(p_rate, 1), c.tokens + p_rate * extract(epoch from now() - c.updated_at)),
                updated_at = now()
        returning least(v_fresh, floor(c.tokens)) into v_fresh;
    end if;
    if p_supersede then
        update run old
        set state = 'cancelled', error = 'superseded by a newer version of the same object', finished_at = now()
        where old.route = p_route and old.state = 'queued' and not old.holds_slot and old.attempt = 0
          and exists (select from run newer
                      where newer.route = old.route and newer.subject = old.subject and newer.state = 'queued'
                        and run_before(old.id, old.sequencer, newer.id, newer.sequencer));
    end if;
    return query
    with continuing as (
        select r.id
        from run r
        where r.route = p_route and r.state in ('queued', 'waiting') and r.next_attempt_at <= now() and r.holds_slot
        order by r.priority, r.next_attempt_at, r.id
        limit p_most
        for update skip locked
    ), fresh as (
        select r.id
        from run r
        where r.route = p_route and r.state in ('queued', 'waiting') and r.next_attempt_at <= now() and not r.holds_slot
          and not exists (
              select from run other
              where other.route = r.route and other.subject = r.subject and other.id <> r.id
                and other.state in ('queued', 'running', 'waiting')
                and (other.holds_slot or run_before(other.id, other.sequencer, r.id, r.sequencer)))
        order by r.priority, r.next_attempt_at, r.id
        limit greatest(0, least(v_fresh, p_most - (select count(*) from continuing)))
        for update skip locked
    ), spent as (
        update route_control c set tokens = c.tokens - (select count(*) from fresh)
        where c.route = p_route and p_rate > 0
    )
    update run r
    set state = 'running', owner = p_owner, holds_slot = true, woken = false,
        continued = r.started_at is not null,
        started_at = coalesce(r.started_at, now()), route_version = coalesce(r.route_version, p_version)
    from (select id from continuing union all select id from fresh) claimed
    where r.id = claimed.id
    returning r.*;
end
$$;
