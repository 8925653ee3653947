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
    missing_since timestamptz,                -- since when no listing has found the object, if the event is old
    body         text                         -- what was sent; of a message with several records, the record
);
create index event_by_object on event (object, id);
-- Those that a pushed event has to be compared with: hardly any where events are pushed, and one for each object at most.
create index event_inexact on event (object) where sequencer is null and created and duplicate_of is null;
create index event_by_key on event (bucket, left(key, 512) text_pattern_ops, id);
create index event_missing on event (bucket, key) where missing_since is not null;
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
    event_id     bigint      not null,
    route        text        not null,
    verdict      text        not null check (verdict in ('started', 'skipped', 'duplicate')),
    reason       text        not null, -- the rule that decided, and the value it saw
    run_id       bigint,
    duplicate_of bigint,
    decided_at   timestamptz not null default now(),
    primary key (event_id, route)
);
create index outcome_by_verdict on outcome (verdict, event_id, route);

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
    priority         smallint    not null default 0, -- higher is later: live 0, replays and old stock 10
    attempt          integer     not null default 0, -- failed attempts so far
    failures         integer     not null default 0, -- of them, those since a person last asked for a retry
    next_attempt_at  timestamptz not null default now(), -- when it may be claimed, queued or waiting
    holds_slot       boolean     not null default false, -- counts against its route's limit of runs at once
    woken            boolean     not null default false, -- a step finished while the run was still being routed
    cancel_requested boolean     not null default false,
    continued        boolean     not null default false, -- it was routed before, so it may have steps
    replica          uuid,                          -- the replica that routes it just now
    owner            uuid,                          -- token of its claim: who does not have it writes nothing
    route_version    text,                          -- digest of the route's source when the run began
    error            text,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    parked_at        timestamptz,                   -- when it was last parked; kept after a retry
    unreachable_since timestamptz,                  -- since when its attempts fail without being counted
    unique (route, cause)
) with (fillfactor = 70);
create index run_claimable on run (route, priority, next_attempt_at, id) where state in ('queued', 'waiting');
create index run_slots on run (route) where holds_slot;
create index run_by_subject on run (route, subject) where state in ('queued', 'running', 'waiting');
create index run_cancelled on run (next_attempt_at) where cancel_requested and state in ('queued', 'waiting');
create index run_by_replica on run (replica) where state = 'running';
create index run_by_event on run (event_id) where event_id is not null;
create index run_unreachable on run (route)
    where unreachable_since is not null and state in ('queued', 'running', 'waiting');
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
    unreachable boolean     not null default false, -- of a failure: whether it was only that a system did not answer
    log_uri     text,
    wake_at     timestamptz,          -- of a wait
    request     text,                 -- JSON of what is begun in an external system
    handle      text,                 -- how that system calls it; null until it has answered
    link        text,                 -- where a person can look at it there
    note        text,                 -- why it does not come on
    alert_at    timestamptz,          -- when people are told that it is late
    deadline    timestamptz,          -- when it is given up
    late        boolean     not null default false, -- whether people were told
    started_at  timestamptz not null default now(),
    finished_at timestamptz,
    primary key (run_id, id)
) with (fillfactor = 80);
create index step_open on step (action) where state = 'started' and handle is not null;

-- What a step that has ended left behind in an external system: a log that is not kept yet, and what is to be removed after it. It
-- is a row of its own, because the step's row is that of the next attempt soon. Nobody waits for it, however long it stays.
create table leftover (
    id          bigint generated always as identity primary key,
    run_id      bigint      not null,
    step_id     text        not null,
    action      text        not null,
    connection  text        not null,
    route       text        not null,
    state       text        not null, -- how the step ended
    attempt     integer     not null,
    external_id text        not null,
    request     text,
    handle      text,
    started_at  timestamptz not null,
    underway    boolean     not null, -- whether its work may still go on, and is to be stopped first
    log_kept    boolean     not null,
    error       text,                 -- why it is still here
    since       timestamptz not null default now(),
    next_at     timestamptz not null default now()
);
create index leftover_due on leftover (next_at);

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

-- What a route's runs have waited for so long that people were told: a system that does not answer, or something to be mended.
create table outage (
    route text        not null,
    kind  text        not null, -- the first word of the error
    since timestamptz not null,
    primary key (route, kind)
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

-- What one replica does for all, such as watching external systems.
create table lease (
    task        text primary key,
    replica     uuid        not null,
    lease_until timestamptz not null
);

-- What people steer across replicas and restarts.
create table route_control (
    route      text primary key,
    paused     boolean     not null default false,
    stopped    boolean     not null default false, -- each replica stops its route, whether or not it has runs
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

-- Whether a sighting (p_) and a known event (e_) of the same object are the same version of it, although their identities
-- differ because one of the two knows less: a listing knows no sequencer, a hand-made event no eTag. The rules are explained
-- in docs/pipelines/intake.md.
create function same_content(
    p_source text, p_version_id text, p_e_tag text, p_time timestamptz, p_tolerance interval, p_window interval,
    e_source text, e_version_id text, e_e_tag text, e_time timestamptz, e_received_at timestamptz)
    returns boolean
    language sql stable
as $$
    select (e_version_id is null or p_version_id is null or e_version_id = p_version_id)
       and case
            when e_e_tag <> p_e_tag then false
            -- The same content, written at the same time. An object uploaded in parts may be listed with the time of its
            -- first part, long before its event, but not before it was whole.
            when e_e_tag = p_e_tag and e_time is not null and p_time is not null then
                p_time between e_time - p_tolerance and e_time + p_tolerance
                or position('-' in p_e_tag) > 0
                   and case when p_source = 'listing' then p_time < e_time
                            else e_source = 'listing' and e_time < p_time and p_time <= e_received_at + p_tolerance end
            -- A listed object, and an event that knows no content: the event was sent after the object was written.
            when p_source = 'listing' then p_time <= coalesce(e_time, e_received_at) + p_tolerance
            -- Two events of which one knows no content: near in time.
            else coalesce(p_time, now()) between e_received_at - p_window and e_received_at + p_window
                 or coalesce(p_time, now()) between e_time - p_window and e_time + p_window
           end
$$;

-- The known event of the same object version as a sighting. A sighting with a sequencer is compared only with the few events
-- that have none. The sum in the order keeps PostgreSQL from walking the primary key instead of the index of the object.
create function same_version(
    p_object uuid, p_source text, p_version_id text, p_e_tag text, p_sequencer text, p_time timestamptz,
    p_tolerance interval, p_window interval)
    returns table (event_id bigint)
    language sql stable
as $$
    select e.id
    from (
        select * from event
        where object = p_object and sequencer is null and created and duplicate_of is null
        union all
        select * from event
        where p_sequencer is null and object = p_object and sequencer is not null and created and duplicate_of is null
    ) e
    where same_content(p_source, p_version_id, p_e_tag, p_time, p_tolerance, p_window,
                       e.source, e.version_id, e.e_tag, e.event_time, e.received_at)
    order by e.id + 0 desc
    limit 1
$$;

-- Takes one event that has a sequencer, with the verdicts of all triggered routes, if the ledger holds nothing that it must
-- be compared with; otherwise writes nothing and returns null. It is what a store that pushes one event after the other waits
-- for, so it is kept lean: plain values, no statement more than there are rows.
create function accept_event(
    p_source text, p_identity uuid, p_object uuid, p_name text, p_created boolean, p_bucket text, p_key text,
    p_raw_key text, p_version_id text, p_e_tag text, p_sequencer text, p_size bigint, p_time timestamptz, p_body text,
    p_route text[], p_verdict text[], p_reason text[])
    returns bigint
    language plpgsql
as $$
declare
    v_event bigint;
    v_run bigint;
    v_lock text;
begin
    -- An assignment rather than a statement, which would cost ten times as much.
    v_lock := pg_advisory_xact_lock_shared(7305809);
    insert into event (identity, object, source, name, created, bucket, key, raw_key, version_id, e_tag, sequencer,
                       size, event_time, body)
    select p_identity, p_object, p_source, p_name, p_created, p_bucket, p_key, p_raw_key, p_version_id, p_e_tag, p_sequencer,
           p_size, p_time, p_body
    where not (p_created and exists (
        select from event e
        where e.object = p_object and e.sequencer is null and e.created and e.duplicate_of is null))
    on conflict (identity) do nothing
    returning id into v_event;
    if v_event is null then
        return null;
    end if;
    for i in 1 .. coalesce(array_length(p_route, 1), 0) loop
        v_run := null;
        if p_verdict[i] = 'started' then
            insert into run (route, cause, event_id, subject, sequencer)
            values (p_route[i], 'event:' || v_event, v_event, p_object, p_sequencer)
            returning id into v_run;
        end if;
        insert into outcome (event_id, route, verdict, reason, run_id)
        values (v_event, p_route[i], p_verdict[i], p_reason[i], v_run);
    end loop;
    return v_event;
end
$$;

-- Takes a batch of sightings with the verdicts of all triggered routes, and commits events, outcomes and queued runs
-- together: an event is never without its outcome. A sighting that knows less than a webhook's event (p_careful) must see
-- every other one, so it waits for the batches under way and holds back those that come. The verdicts come in the order of
-- their events. The runs of a batch have one priority.
--
-- What is new and needs no comparison, nearly all of it, is written first and together. What remains is taken one by one.
create function accept_events(
    p_careful boolean, p_priority integer, p_tolerance interval, p_window interval,
    p_source text[], p_identity uuid[], p_object uuid[], p_name text[], p_created boolean[], p_bucket text[], p_key text[],
    p_raw_key text[], p_version_id text[], p_e_tag text[], p_sequencer text[], p_size bigint[], p_time timestamptz[],
    p_body text[],
    p_verdict_event integer[], p_verdict_route text[], p_verdict text[], p_verdict_reason text[])
    returns table (ordinal integer, event_id bigint, fresh boolean, same_as bigint)
    language plpgsql
    -- Planned once: PostgreSQL would think of the parameters anew each time, which takes longer than the work itself.
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_new bigint[];          -- the events written together, in the order of the batch
    v_new_identity uuid[];
    v_next integer := 1;     -- of them, the next one to be told of
    v_ids bigint[];          -- the same, each at its place in the batch
    v_verdict integer := 1;
    v_verdicts integer := coalesce(array_length(p_verdict_event, 1), 0);
    v_run bigint;
begin
    if p_careful then
        perform pg_advisory_xact_lock(7305809);
    else
        perform pg_advisory_xact_lock_shared(7305809);
        with written as (
            insert into event (identity, object, source, name, created, bucket, key, raw_key, version_id, e_tag, sequencer,
                               size, event_time, body)
            select i.*
            from unnest(p_identity, p_object, p_source, p_name, p_created, p_bucket, p_key, p_raw_key, p_version_id, p_e_tag,
                        p_sequencer, p_size, p_time, p_body)
                as i (identity, object, source, name, created, bucket, key, raw_key, version_id, e_tag, sequencer, size,
                      event_time, body)
            where i.sequencer is not null
              and not (i.created and exists (
                  select from event e
                  where e.object = i.object and e.sequencer is null and e.created and e.duplicate_of is null))
            on conflict (identity) do nothing
            returning id, identity
        )
        select array_agg(id), array_agg(identity) into v_new, v_new_identity from written;
        for i in 1 .. array_length(p_source, 1) loop
            if v_new_identity[v_next] = p_identity[i] then
                v_ids[i] := v_new[v_next];
                v_next := v_next + 1;
            end if;
        end loop;
        with decided as materialized (
            select v_ids[v.event] as event_id, v.*, case v.verdict when 'started' then nextval('run_id_seq') end as run_id
            from unnest(p_verdict_event, p_verdict_route, p_verdict, p_verdict_reason) as v (event, route, verdict, reason)
            where v_ids[v.event] is not null
        ), started as (
            insert into run (id, route, cause, event_id, subject, sequencer, priority) overriding system value
            select d.run_id, d.route, 'event:' || d.event_id, d.event_id, p_object[d.event], p_sequencer[d.event], p_priority
            from decided d
            where d.run_id is not null
        )
        insert into outcome (event_id, route, verdict, reason, run_id)
        select d.event_id, d.route, d.verdict, d.reason, d.run_id from decided d;
    end if;
    for i in 1 .. array_length(p_source, 1) loop
        ordinal := i;
        event_id := v_ids[i];
        same_as := null;
        if event_id is not null then
            fresh := true;
            return next;
            continue;
        end if;
        while v_verdict <= v_verdicts and p_verdict_event[v_verdict] < i loop
            v_verdict := v_verdict + 1;
        end loop;
        -- The short look first: where events are pushed, there is hardly ever anything to compare with.
        if p_created[i]
           and (p_sequencer[i] is null
                or exists (select from event e
                           where e.object = p_object[i] and e.sequencer is null and e.created and e.duplicate_of is null)) then
            loop
                select s.event_id into same_as
                from same_version(p_object[i], p_source[i], p_version_id[i], p_e_tag[i], p_sequencer[i], p_time[i],
                                  p_tolerance, p_window) s;
                exit when same_as is null or p_sequencer[i] is null
                       or exists (select from event e where e.identity = p_identity[i]);
                -- An event that knew less is this version from here on. If another one was faster, we look again.
                update event e set sequencer = p_sequencer[i] where e.id = same_as and e.sequencer is null;
                exit when found;
            end loop;
        end if;
        if same_as is null or p_source[i] <> 'listing' then
            insert into event (identity, object, source, name, created, bucket, key, raw_key, version_id, e_tag, sequencer,
                               size, event_time, duplicate_of, body)
            values (p_identity[i], p_object[i], p_source[i], p_name[i], p_created[i], p_bucket[i], p_key[i], p_raw_key[i],
                    p_version_id[i], p_e_tag[i], p_sequencer[i], p_size[i], p_time[i], same_as, p_body[i])
            on conflict (identity) do nothing
            returning id into event_id;
        end if;
        fresh := event_id is not null and same_as is null;
        if event_id is null and p_source[i] <> 'listing' then
            update event e set seen = e.seen + 1, last_seen_at = now()
            where e.identity = p_identity[i]
            returning e.id, e.duplicate_of into event_id, same_as;
        elsif same_as is not null then
            -- The known event learns what the sighting knows, so that the next one is told apart exactly.
            update event e
            set e_tag = coalesce(e.e_tag, p_e_tag[i]),
                sequencer = coalesce(e.sequencer, p_sequencer[i]),
                version_id = coalesce(e.version_id, p_version_id[i]),
                size = coalesce(e.size, p_size[i])
            where e.id = same_as;
        end if;
        while v_verdict <= v_verdicts and p_verdict_event[v_verdict] = i loop
            if fresh then
                v_run := null;
                if p_verdict[v_verdict] = 'started' then
                    insert into run (route, cause, event_id, subject, sequencer, priority)
                    values (p_verdict_route[v_verdict], 'event:' || event_id, event_id, p_object[i], p_sequencer[i],
                            p_priority)
                    returning id into v_run;
                end if;
                insert into outcome (event_id, route, verdict, reason, run_id)
                values (event_id, p_verdict_route[v_verdict], p_verdict[v_verdict], p_verdict_reason[v_verdict], v_run);
            elsif same_as is not null and event_id is not null then
                insert into outcome (event_id, route, verdict, reason, duplicate_of)
                values (event_id, p_verdict_route[v_verdict], 'duplicate',
                        'the same object version as event ' || same_as, same_as)
                on conflict do nothing;
            end if;
            v_verdict := v_verdict + 1;
        end loop;
        event_id := coalesce(event_id, same_as);
        return next;
    end loop;
end
$$;

-- Whether one run of a subject goes before another: by the store's order of the events, where they have one. It is an order
-- over all of them, or three runs could wait for each other.
create function run_before(p_id bigint, p_sequencer text, p_other_id bigint, p_other_sequencer text)
    returns boolean
    language sql immutable
as $$
    select (coalesce(p_sequencer, '') collate "C", p_id) < (coalesce(p_other_sequencer, '') collate "C", p_other_id)
$$;

-- Hands a replica some runs of a route. Runs that hold a slot go on first, and so do those that are only to be cancelled, even
-- of a paused or stopped route; new ones start as far as the route's limit of runs at once and its rate allow, one after the other for
-- each subject, in the order of the subject's events, replays last.
--
-- The events come with the runs, because a query around this function may see less than its statements do: a snapshot is older
-- by however long the claim has waited for its turn, and by then both may have been committed.
create function claim_runs(
    p_route text, p_replica uuid, p_most integer, p_limit integer, p_rate double precision, p_supersede boolean,
    p_version text)
    returns table (claimed_run run, claimed_event event)
    language plpgsql
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_fresh integer := p_most;
    v_held boolean;
begin
    if not exists (select from replica a where a.id = p_replica and a.lease_until > now()) then
        -- It gives no sign of life: what it took would be taken from it at once.
        return;
    end if;
    -- One claim of a route after the other: together they would pass its limit, or take two runs of one subject.
    perform pg_advisory_xact_lock(hashtextextended(p_route, 7305810));
    v_held := exists (select from route_control c where c.route = p_route and (c.paused or c.stopped));
    if v_held then
        v_fresh := 0;
    elsif p_limit > 0 then
        v_fresh := least(v_fresh, p_limit - (select count(*) from run r where r.route = p_route and r.holds_slot));
    end if;
    if p_rate > 0 and not v_held then
        -- The time of the clock: that of the transaction is before the claim that this one has waited for. And the clock may have
        -- been put back.
        insert into route_control as c (route, tokens) values (p_route, 1)
        on conflict (route) do update
            set tokens = least(
                    greatest(p_rate, 1),
                    c.tokens + p_rate * greatest(0, extract(epoch from clock_timestamp() - c.updated_at))),
                updated_at = clock_timestamp()
        returning least(v_fresh, floor(c.tokens)) into v_fresh;
    end if;
    if p_supersede and not v_held then
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
        where r.route = p_route and r.state in ('queued', 'waiting') and r.next_attempt_at <= now()
          and (r.cancel_requested or r.holds_slot and not v_held)
        order by r.priority, r.next_attempt_at, r.id
        limit p_most
        for update skip locked
    ), fresh as (
        select r.id
        from run r
        where r.route = p_route and r.state in ('queued', 'waiting') and r.next_attempt_at <= now() and not r.holds_slot
          and not r.cancel_requested
          and not exists (
              select from run other
              where other.route = r.route and other.subject = r.subject and other.id <> r.id
                and other.state in ('queued', 'running', 'waiting')
                and (other.holds_slot
                     or other.priority < r.priority
                     or other.priority = r.priority and run_before(other.id, other.sequencer, r.id, r.sequencer)))
        order by r.priority, r.next_attempt_at, r.id
        limit greatest(0, least(v_fresh, p_most - (select count(*) from continuing)))
        for update skip locked
    ), spent as (
        update route_control c set tokens = c.tokens - (select count(*) from fresh)
        where c.route = p_route and p_rate > 0
    )
    update run r
    set state = 'running', replica = p_replica, owner = gen_random_uuid(), holds_slot = true, woken = false,
        continued = r.started_at is not null,
        started_at = coalesce(r.started_at, now()), route_version = coalesce(r.route_version, p_version)
    from (select id from continuing union all select id from fresh) claimed
    where r.id = claimed.id
    returning r, (select e from event e where e.id = r.event_id);
end
$$;
