--liquibase formatted sql

--changeset call-tasks:heard-event
CREATE TABLE heard_event (
    tenant_id int         NOT NULL,
    event_id  bigint      NOT NULL,
    at        timestamptz NOT NULL,
    CONSTRAINT heard_event_pk PRIMARY KEY (tenant_id, event_id)
);
COMMENT ON TABLE heard_event IS 'events whose second delivery would do harm: what they asked for is done';
