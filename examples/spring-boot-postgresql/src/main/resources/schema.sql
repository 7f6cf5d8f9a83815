create table if not exists server (
    project text not null,
    id text not null,
    name text not null,
    address text not null,
    uni_agent text not null,
    agent text not null,
    agent_version text,
    primary key (project, id)
);

create table if not exists job (
    invocation text primary key,
    project text not null,
    server text not null,
    version text not null,
    state text not null,
    message text not null default ''
);

-- Twenty servers to begin with, on which the agent is not installed.
insert into server (project, id, name, address, uni_agent, agent)
select 'platform', 'web-' || to_char(n, 'FM00'), 'web server ' || n, '192.168.0.' || n, 'RUNNING', 'NONE'
from generate_series(1, 20) as n
on conflict do nothing;
