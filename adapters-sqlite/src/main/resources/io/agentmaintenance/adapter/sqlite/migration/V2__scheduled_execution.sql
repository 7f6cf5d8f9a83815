-- The table of the engine db-scheduler (version 16), for hosts that carry out tasks with it. Other hosts leave it empty.
-- Times are milliseconds since 1970, as the driver stores them; picked is 0 or 1.

create table scheduled_execution (
    task_name            text not null,
    task_instance        text not null,
    task_data            blob,
    execution_time       integer not null,
    picked               integer not null,
    picked_by            text,
    last_success         integer,
    last_failure         integer,
    consecutive_failures integer,
    last_heartbeat       integer,
    version              integer not null,
    priority             integer,
    primary key (task_name, task_instance)
) strict, without rowid;

-- What is due, and what is in the hand of a process.
create index scheduled_execution_due on scheduled_execution (execution_time);
create index scheduled_execution_heartbeat on scheduled_execution (last_heartbeat) where last_heartbeat is not null;
