--liquibase formatted sql

--changeset core:interaction
CREATE TABLE trunkline.interaction (
    tenant_id   int         NOT NULL,
    id          bigint      NOT NULL,
    customer_id bigint      NOT NULL,
    -- the event it was written for, so that an event delivered twice is written once; null for a note
    event_id    bigint,
    channel     text        NOT NULL,
    inbound     boolean     NOT NULL,
    at          timestamptz NOT NULL,
    member_id   bigint,
    source      text        NOT NULL,
    outcome_key text,
    tone        text        NOT NULL,
    note        text        NOT NULL,
    subject     text        NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, event_id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES trunkline.customer (tenant_id, id)
);
COMMENT ON TABLE trunkline.interaction IS 'tenant-wide: the timeline; like phones, read through customer';
CREATE INDEX interaction_customer ON trunkline.interaction (tenant_id, customer_id, id);
