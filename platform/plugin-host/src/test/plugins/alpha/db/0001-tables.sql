--liquibase formatted sql

--changeset alpha:thing
CREATE TABLE thing (
    tenant_id int    NOT NULL,
    id        bigint NOT NULL,
    name      text   NOT NULL,
    note      text,
    day       date   NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
