--liquibase formatted sql

--changeset gamma:note
CREATE TABLE note (
    tenant_id int    NOT NULL,
    id        bigint NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE note IS 'tenant-wide: calls';
