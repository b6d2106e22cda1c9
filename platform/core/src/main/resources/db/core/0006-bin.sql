--liquibase formatted sql

--changeset core:customer-bin
-- A customer in the bin keeps its number for itself no longer: another may take it, and restoring then says so.
ALTER TABLE trunkline.customer ADD COLUMN deleted_by bigint;
CREATE UNIQUE INDEX customer_live_number ON trunkline.customer (tenant_id, external_number) WHERE deleted_at IS NULL;
ALTER TABLE trunkline.customer DROP CONSTRAINT customer_tenant_id_external_number_key;
CREATE INDEX customer_number ON trunkline.customer (tenant_id, external_number);
CREATE INDEX customer_bin ON trunkline.customer (tenant_id, deleted_at, id) WHERE deleted_at IS NOT NULL;

--changeset core:tenants-with-a-bin splitStatements:false
-- Tells which tenants have something in the bin, and nothing else of them.
GRANT SELECT ON trunkline.customer TO "${search}";
CREATE FUNCTION trunkline.tenants_with_bin() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
     WHERE EXISTS (SELECT FROM trunkline.customer c WHERE c.tenant_id = t.id AND c.deleted_at IS NOT NULL)
     ORDER BY t.id
$$;
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_bin() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_with_bin() OWNER TO "${search}";
