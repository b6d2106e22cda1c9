--liquibase formatted sql

-- Part of the SPI: columns are added, never changed. Nothing here can be masked.

--changeset tenancy:shared-org-unit
CREATE VIEW shared.org_unit WITH (security_barrier) AS
    SELECT tenant_id, id, parent_id, kind, name, position
      FROM trunkline.org_unit WHERE tenant_id = (SELECT trunkline.tenant());

CREATE VIEW shared.member WITH (security_barrier) AS
    SELECT tenant_id, id, username, display_name AS name, org_unit_id, state = 'active' AS active
      FROM trunkline.member WHERE tenant_id = (SELECT trunkline.tenant());

GRANT SELECT ON shared.org_unit, shared.member TO "${app}", "${worker}", "${plugins}";

--changeset tenancy:shared-member-is-tenant-wide
COMMENT ON VIEW shared.member IS 'tenant-wide: names of colleagues are shown beside their work everywhere';
