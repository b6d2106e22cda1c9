--liquibase formatted sql

--changeset example:allowance
-- What members asked for beyond the tenant's limit; counts once it is approved.
CREATE TABLE allowance (
    tenant_id int    NOT NULL,
    id        bigint NOT NULL,
    member_id bigint NOT NULL,
    more      int    NOT NULL,
    outcome   text,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX allowance_member ON allowance (tenant_id, member_id);
