--liquibase formatted sql

--changeset bench:entry
CREATE TABLE entry (
    tenant_id int         NOT NULL,
    id        bigint      NOT NULL,
    client    int         NOT NULL,
    number    bigint      NOT NULL,
    note      text        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX entry_number ON entry (tenant_id, client, number);

--changeset bench:reminder
-- As trunkline.reminder, with its indexes.
CREATE TABLE reminder (
    tenant_id   int         NOT NULL,
    id          bigint      NOT NULL,
    member_id   bigint      NOT NULL,
    note        text        NOT NULL,
    customer_id bigint,
    route       text        NOT NULL,
    due_at      timestamptz NOT NULL,
    state       text        COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'FIRED', 'DONE')),
    version     int         NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX reminder_member   ON reminder (tenant_id, member_id, due_at);
CREATE INDEX reminder_customer ON reminder (tenant_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX reminder_due      ON reminder (tenant_id, due_at) WHERE state = 'OPEN';
