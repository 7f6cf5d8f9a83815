-- The table of the engine db-scheduler (version 16), for hosts that carry out tasks with it. Other hosts leave it empty.

create table scheduled_execution (
    task_name            text collate "C" not null,
    task_instance        text collate "C" not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

-- What is due, and whose node no longer answers.
create index scheduled_execution_due on scheduled_execution (execution_time);
create index scheduled_execution_heartbeat on scheduled_execution (last_heartbeat) where last_heartbeat is not null;

update schema_version set version = 2;
