-- The tables of Agent Maintenance. Times are milliseconds since 1970, lists of addresses are texts that end with a comma each.

create table invocation (
    -- The order of storing, and with it the order of a list.
    seq                 integer primary key,
    project_id          text not null,
    invocation_id       text not null,
    instance_id         text not null,
    -- The place in the chain of the instance.
    ordinal             integer not null,
    instance_name       text not null,
    instance_type       text not null,
    intranet_ips        text not null,
    elastic_ips         text not null,
    invocation_type     text not null,
    operation           text not null,
    retry_of            text,
    root                text,
    rollback_of         text,
    retried_by          text,
    origin              text,
    requested_by_kind   text not null,
    requested_by        text not null,
    previous_version    text,
    current_version     text,
    target_version      text not null,
    created_at          integer not null,
    status              text not null,
    started_at          integer,
    started_by_process  text,
    started_by_run      integer,
    ended_at            integer,
    cancel_requested_at integer,
    updated_at          integer not null,
    message             text not null,
    late                integer not null,
    revision            integer not null,
    check ((status in ('PENDING', 'RUNNING')) = (ended_at is null)),
    check (status <> 'RUNNING' or started_at is not null)
) strict;

create unique index invocation_by_id on invocation (project_id, invocation_id);

-- The one writer decides what is a conflict, so an index of active invocations is not needed. This one makes sure that no two invocations
-- build on the same predecessor.
create unique index invocation_chain on invocation (project_id, instance_id, ordinal);

-- Pages without a filter, and pages with a filter by type or state. Each index ends with seq, the key of the rows.
create index invocation_by_project on invocation (project_id);
create index invocation_by_kind on invocation (project_id, instance_type, invocation_type, status);

-- Supervision, over all projects.
create index invocation_pending on invocation (created_at, project_id, invocation_id) where status = 'PENDING';
create index invocation_running on invocation (started_at, project_id, invocation_id) where status = 'RUNNING';
create index invocation_ended on invocation (ended_at) where ended_at is not null;

-- How many invocations there are of each kind.
create table invocation_count (
    project_id      text not null,
    instance_type   text not null,
    invocation_type text not null,
    status          text not null,
    number          integer not null,
    primary key (project_id, instance_type, invocation_type, status)
) strict, without rowid;

-- The journal. A position is never used again, so that a cursor stays true even if the newest entries are forgotten.
create table step (
    position      integer primary key autoincrement,
    project_id    text not null,
    invocation_id text not null,
    instance_id   text not null,
    event         text not null,
    status        text not null,
    revision      integer not null,
    at            integer not null,
    actor_kind    text not null,
    actor         text not null,
    message       text not null,
    late          integer not null
) strict;

create index step_by_project on step (project_id);
create index step_by_invocation on step (project_id, invocation_id);

-- The last entry of each project that was forgotten.
create table step_forgotten (
    project_id text not null primary key,
    position   integer not null
) strict, without rowid;

create table instance (
    project_id    text not null,
    instance_id   text not null,
    instance_name text not null,
    instance_type text not null,
    intranet_ips  text not null,
    elastic_ips   text not null,
    uni_agent     text not null,
    agent_status  text not null,
    agent_version text,
    -- Whether the state of the agent was seen on the instance. Until then it is the state that its definition names.
    observed      integer not null,
    primary key (project_id, instance_id)
) strict, without rowid;

create index instance_by_version on instance (project_id, agent_version, instance_id) where agent_version is not null;
