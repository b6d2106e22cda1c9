--liquibase formatted sql

--changeset epsilon:heard
CREATE TABLE heard (
    tenant_id   int    NOT NULL,
    id          bigint NOT NULL,
    event_id    bigint NOT NULL,
    customer_id bigint NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
