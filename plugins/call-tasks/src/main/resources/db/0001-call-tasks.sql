--liquibase formatted sql

--changeset call-tasks:batch
CREATE TABLE batch (
    tenant_id          int         NOT NULL,
    id                 bigint      NOT NULL,
    created_by         bigint      NOT NULL,
    request_id         text        NOT NULL,
    name               text        NOT NULL,
    script             text        NOT NULL,
    priority           smallint    NOT NULL CHECK (priority BETWEEN 1 AND 3),
    due_at             timestamptz NOT NULL,
    state              text        NOT NULL CHECK (state IN ('filling', 'ready', 'dispatched', 'closed')),
    filter_query       text,
    filter_unit        bigint,
    filter_owner       bigint,
    agreement_end_from date,
    agreement_end_to   date,
    import_id          bigint,
    expected           int         NOT NULL,
    filled             int         NOT NULL DEFAULT 0,
    -- Customers up to this id have their task.
    filled_to          bigint      NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL,
    dispatched_at      timestamptz,
    CONSTRAINT batch_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT batch_request_uq UNIQUE (tenant_id, created_by, request_id)
);
COMMENT ON TABLE batch IS 'the customers of one call campaign; seen by everyone of the tenant, its tasks are not';

--changeset call-tasks:call-task
CREATE TABLE call_task (
    tenant_id    int         NOT NULL,
    id           bigint      NOT NULL,
    batch_id     bigint      NOT NULL,
    customer_id  bigint      NOT NULL,
    -- The root while unmatched, then the district, then the team.
    org_unit_id  bigint      NOT NULL,
    assignee_id  bigint,
    status       text        NOT NULL CHECK (status IN
        ('new', 'unmatched', 'ready', 'assigned', 'in_progress', 'callback', 'done', 'cancelled')),
    priority     smallint    NOT NULL,
    due_at       timestamptz NOT NULL,
    call_back_at timestamptz,
    attempts     smallint    NOT NULL DEFAULT 0,
    disposition  text,
    note         text        NOT NULL DEFAULT '',
    held_since   timestamptz,
    closed_at    timestamptz,
    CONSTRAINT call_task_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT call_task_customer_uq UNIQUE (tenant_id, batch_id, customer_id),
    CONSTRAINT call_task_batch_fk FOREIGN KEY (tenant_id, batch_id) REFERENCES batch (tenant_id, id),
    CONSTRAINT call_task_assignee CHECK (
        CASE WHEN status IN ('assigned', 'in_progress') THEN assignee_id IS NOT NULL
             WHEN status IN ('new', 'unmatched', 'ready') THEN assignee_id IS NULL
             ELSE true END)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
COMMENT ON TABLE call_task IS 'call this customer for this reason by then; held to the row scope by org_unit_id';

CREATE INDEX call_task_by_customer ON call_task (tenant_id, customer_id);
-- One task in front of an agent, never two.
CREATE UNIQUE INDEX call_task_held_uq ON call_task (tenant_id, assignee_id) WHERE status = 'in_progress';
-- Where the next task is looked for, in this order.
CREATE INDEX call_task_my_call_back ON call_task (tenant_id, assignee_id, call_back_at, id) WHERE status = 'callback';
CREATE INDEX call_task_pool_call_back ON call_task (tenant_id, org_unit_id, call_back_at, id)
    WHERE status = 'callback' AND assignee_id IS NULL;
CREATE INDEX call_task_mine ON call_task (tenant_id, assignee_id, priority DESC, due_at, id) WHERE status = 'assigned';
CREATE INDEX call_task_pool ON call_task (tenant_id, org_unit_id, priority DESC, due_at, id) WHERE status = 'ready';
CREATE INDEX call_task_before_dispatch ON call_task (tenant_id, batch_id, id) WHERE status = 'new';
CREATE INDEX call_task_unmatched ON call_task (tenant_id, id) WHERE status = 'unmatched';
CREATE INDEX call_task_open_due ON call_task (tenant_id, due_at, id)
    WHERE status NOT IN ('done', 'cancelled');

--changeset call-tasks:attempt
CREATE TABLE attempt (
    tenant_id    int         NOT NULL,
    id           bigint      NOT NULL,
    task_id      bigint      NOT NULL,
    batch_id     bigint      NOT NULL,
    customer_id  bigint      NOT NULL,
    org_unit_id  bigint      NOT NULL,
    member_id    bigint      NOT NULL,
    request_id   text        NOT NULL,
    number       smallint    NOT NULL,
    disposition  text        NOT NULL,
    note         text        NOT NULL,
    -- What the task became: done or callback.
    status       text        NOT NULL,
    call_back_at timestamptz,
    at           timestamptz NOT NULL,
    CONSTRAINT attempt_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT attempt_request_uq UNIQUE (tenant_id, member_id, request_id),
    CONSTRAINT attempt_task_fk FOREIGN KEY (tenant_id, task_id) REFERENCES call_task (tenant_id, id)
);
COMMENT ON TABLE attempt IS 'append-only: outcomes as recorded; held to the row scope by org_unit_id';

CREATE INDEX attempt_by_time ON attempt (tenant_id, at);
CREATE INDEX attempt_by_member ON attempt (tenant_id, member_id, at);
