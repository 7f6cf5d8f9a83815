-- The tables of Agent Maintenance. Names are not qualified: the search_path must be set to the schema.
-- Ids have the collation "C", so their order is that of their characters, whatever the database prefers.

create table schema_version (
    version integer not null
);

insert into schema_version values (1);

-- The next number of a block of 100: one block for each call that stores invocations.
create sequence invocation_seq increment by 100;

create table invocation (
    project_id          text collate "C" not null,
    invocation_id       text collate "C" not null,
    -- The order of storing, and with it the order of a list.
    seq                 bigint not null,
    instance_id         text collate "C" not null,
    -- The place in the chain of the instance.
    ordinal             integer not null,
    instance_name       text not null,
    instance_type       text collate "C" not null,
    intranet_ips        text[] not null,
    elastic_ips         text[] not null,
    invocation_type     text collate "C" not null,
    operation           text collate "C" not null,
    retry_of            text collate "C",
    root                text collate "C",
    rollback_of         text collate "C",
    retried_by          text collate "C",
    origin              text collate "C",
    requested_by_kind   text collate "C" not null,
    requested_by        text not null,
    previous_version    text collate "C",
    current_version     text collate "C",
    target_version      text collate "C" not null,
    created_at          timestamptz not null,
    status              text collate "C" not null,
    started_at          timestamptz,
    started_by_process  text collate "C",
    started_by_run      bigint,
    ended_at            timestamptz,
    cancel_requested_at timestamptz,
    updated_at          timestamptz not null,
    message             text not null,
    late                boolean not null,
    revision            integer not null,
    primary key (project_id, invocation_id),
    check ((status in ('PENDING', 'RUNNING')) = (ended_at is null)),
    check (status <> 'RUNNING' or started_at is not null)
);

-- Two invocations that build on the same predecessor have the same ordinal: the second one is a conflict, even if the first one has
-- ended meanwhile.
create unique index invocation_chain on invocation (project_id, instance_id, ordinal);

-- The second lock: at most one active invocation of an instance.
create unique index invocation_active on invocation (project_id, instance_id) where status in ('PENDING', 'RUNNING');

-- Pages without a filter, and pages with a filter by type or state. The first one is not unique, because a violation must not look like
-- a conflict: the sequence keeps the numbers apart.
create index invocation_by_seq on invocation (project_id, seq);
create index invocation_by_kind on invocation (project_id, instance_type, invocation_type, status, seq);

-- Supervision, over all projects. By the time alone, because an index of equal times is small.
create index invocation_pending on invocation (created_at) where status = 'PENDING';
create index invocation_running on invocation (started_at) where status = 'RUNNING';
create index invocation_ended on invocation (ended_at) where ended_at is not null;

-- How many invocations there are of each kind: the sum of all deltas. Rows are added, never changed; a periodic call replaces many rows by
-- their sum.
create table invocation_count (
    project_id      text collate "C" not null,
    instance_type   text collate "C" not null,
    invocation_type text collate "C" not null,
    status          text collate "C" not null,
    delta           bigint not null
);

create index invocation_count_by_project on invocation_count (project_id);

-- The journal. A reader goes by (tx, position) and stops before the oldest transaction that is open, because positions are taken before the
-- commit.
create table step (
    tx            xid8 not null default pg_current_xact_id(),
    position      bigint generated always as identity,
    project_id    text collate "C" not null,
    invocation_id text collate "C" not null,
    instance_id   text collate "C" not null,
    event         text collate "C" not null,
    status        text collate "C" not null,
    revision      integer not null,
    at            timestamptz not null,
    actor_kind    text collate "C" not null,
    actor         text not null,
    message       text not null,
    late          boolean not null
);

-- Without the position, because all entries of a transaction then share one entry of the index.
create index step_by_tx on step (tx);
create index step_by_project on step (project_id, tx);
create index step_by_invocation on step (invocation_id);

-- The last entry of each project that was forgotten.
create table step_forgotten (
    project_id text collate "C" primary key,
    tx         xid8 not null,
    position   bigint not null
);

create table instance (
    project_id    text collate "C" not null,
    instance_id   text collate "C" not null,
    instance_name text not null,
    instance_type text collate "C" not null,
    intranet_ips  text[] not null,
    elastic_ips   text[] not null,
    uni_agent     text collate "C" not null,
    agent_status  text collate "C" not null,
    agent_version text collate "C",
    -- Whether the state of the agent was seen on the instance. Until then it is the state that its definition names.
    observed      boolean not null,
    primary key (project_id, instance_id)
);

create index instance_by_version on instance (project_id, agent_version, instance_id) where agent_version is not null;
