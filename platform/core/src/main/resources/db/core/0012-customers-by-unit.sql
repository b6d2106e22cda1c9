--liquibase formatted sql

--changeset core:customers-by-unit
-- The newest customers of a team, read as the administrator's are: in the order of an index.
CREATE INDEX customer_unit ON trunkline.customer (tenant_id, org_unit_id, id);
