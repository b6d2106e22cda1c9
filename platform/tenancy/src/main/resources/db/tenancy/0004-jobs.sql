--liquibase formatted sql

--changeset tenancy:scheduled-task
-- The scheduler's own table: when each recurring job runs next, and which node is at it. It holds names only.
CREATE TABLE scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
COMMENT ON TABLE scheduled_task IS 'platform: when each recurring job runs next, and which node is at it';
CREATE INDEX scheduled_task_due ON scheduled_task (execution_time);
CREATE INDEX scheduled_task_heartbeat ON scheduled_task (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_task TO "${worker}";
