--liquibase formatted sql

--changeset example:favourite
CREATE TABLE favourite (
    tenant_id   int         NOT NULL,
    id          bigint      NOT NULL,
    member_id   bigint      NOT NULL,
    customer_id bigint      NOT NULL,
    note        text        NOT NULL,
    changed_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, member_id, customer_id)
);
CREATE INDEX favourite_customer ON favourite (tenant_id, customer_id);
