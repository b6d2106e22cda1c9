--liquibase formatted sql

--changeset zeta:entry
CREATE TABLE entry (
    tenant_id int    NOT NULL,
    id        bigint NOT NULL,
    client    int    NOT NULL,
    number    bigint NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX entry_number ON entry (tenant_id, client, number);
