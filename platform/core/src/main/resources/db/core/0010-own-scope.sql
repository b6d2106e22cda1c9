--liquibase formatted sql

--changeset core:shared-customer-own
CREATE OR REPLACE VIEW shared.customer WITH (security_barrier) AS
SELECT tenant_id, id, org_unit_id, owner_id, created_at
  FROM trunkline.customer
 WHERE tenant_id = (SELECT trunkline.tenant())
   AND org_unit_id = ANY ((SELECT trunkline.units())::bigint[])
   AND CASE WHEN (SELECT trunkline.own()) = 0 THEN true ELSE owner_id = (SELECT trunkline.own()) END
   AND deleted_at IS NULL;
