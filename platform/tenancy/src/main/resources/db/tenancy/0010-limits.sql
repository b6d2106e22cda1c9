--liquibase formatted sql

--changeset tenancy:tenant-limit
-- What was agreed with a tenant; what is not named has the installation's usual amount.
CREATE TABLE tenant_limit (
    tenant_id int    NOT NULL REFERENCES tenant (id),
    resource  text   COLLATE "C" NOT NULL,
    amount    bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (tenant_id, resource)
);

--changeset tenancy:resource-use
-- What was used in one period, of what is counted over a time.
CREATE TABLE resource_use (
    tenant_id int         NOT NULL REFERENCES tenant (id),
    resource  text        COLLATE "C" NOT NULL,
    period    timestamptz NOT NULL,
    used      bigint      NOT NULL,
    PRIMARY KEY (tenant_id, resource, period)
) WITH (fillfactor = 80);
