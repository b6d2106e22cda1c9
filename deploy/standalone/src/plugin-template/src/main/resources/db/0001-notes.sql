--liquibase formatted sql

--changeset __id__:note
CREATE TABLE note (
    tenant_id   int    NOT NULL,
    customer_id bigint NOT NULL,
    text        text   NOT NULL,
    PRIMARY KEY (tenant_id, customer_id)
);
