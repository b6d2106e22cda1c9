--liquibase formatted sql

--changeset tenancy:role-editing
ALTER TABLE trunkline.role
    ADD COLUMN name      text,
    ADD COLUMN delegable boolean NOT NULL DEFAULT false,
    ADD COLUMN version   int     NOT NULL DEFAULT 0,
    ADD COLUMN built_in  boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN trunkline.role.name IS 'what screens show; null for a built-in role, whose name comes from the texts';
COMMENT ON COLUMN trunkline.role.delegable IS 'may be given by who administers members of a part of the tenant only';

-- Tenants that exist get what new ones begin with, so that none is left without an administrator. The owner
-- is held to row security like everyone unless it is not forced, and a change set knows no tenant.
ALTER TABLE trunkline.role NO FORCE ROW LEVEL SECURITY;
UPDATE trunkline.role SET built_in = true
 WHERE key IN ('executive', 'supervisor', 'lead', 'agent', 'admin', 'auditor');
UPDATE trunkline.role SET delegable = true WHERE key IN ('lead', 'agent');
UPDATE trunkline.role r
   SET permissions = r.permissions || ARRAY(
           SELECT p FROM unnest(ARRAY['org.edit', 'member.manage', 'role.manage', 'audit.restore',
                                      'tenant.settings', 'service-account.manage', 'approval.configure']) p
            WHERE p <> ALL (r.permissions)),
       row_scope = 'tenant'
 WHERE key = 'admin';
ALTER TABLE trunkline.role FORCE ROW LEVEL SECURITY;

--changeset tenancy:administration
CREATE TABLE trunkline.administration (
    tenant_id int    PRIMARY KEY REFERENCES trunkline.tenant (id),
    changes   bigint NOT NULL
);
COMMENT ON TABLE trunkline.administration IS
    'one row a tenant: held to the end of the transaction by who changes who may administer it';

--changeset tenancy:role-name-once
CREATE UNIQUE INDEX role_name ON trunkline.role (tenant_id, name);

--changeset tenancy:own-setting
CREATE FUNCTION trunkline.own() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    RETURN current_setting('trunkline.own')::bigint;
COMMENT ON FUNCTION trunkline.own() IS 'the member whose rows alone this transaction may reach, 0 where it is held to no owner; raises where none is set';
GRANT EXECUTE ON FUNCTION trunkline.own() TO "${app}", "${worker}", "${plugins}";

--changeset tenancy:access-limit
CREATE TABLE trunkline.access_limit (
    tenant_id int    NOT NULL REFERENCES trunkline.tenant (id),
    -- 0 is the whole tenant
    role_id   bigint NOT NULL,
    limits    jsonb  NOT NULL,
    version   int    NOT NULL,
    PRIMARY KEY (tenant_id, role_id)
);
COMMENT ON TABLE trunkline.access_limit IS 'from which addresses and at which hours members may work, for the tenant and for a role';
GRANT SELECT ON trunkline.access_limit TO "${search}";

--changeset tenancy:member-entering endDelimiter:\n/
-- As member_named, with the limits she stands under, so that a request still asks once.
CREATE FUNCTION trunkline.member_entering(tenant_key text, wanted text)
    RETURNS TABLE (
        tenant_id int, tenant_name text, locale text, zone text,
        member_id bigint, display_name text, org_unit_id bigint,
        permissions text[], row_scopes text[], fields text, tenant_limits text, role_limits text)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.name, t.locale, t.zone, m.id, m.display_name, m.org_unit_id,
               ARRAY(SELECT DISTINCT unnest(r.permissions)
                       FROM trunkline.member_role mr
                       JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                      WHERE mr.tenant_id = t.id AND mr.member_id = m.id),
               ARRAY(SELECT DISTINCT r.row_scope
                       FROM trunkline.member_role mr
                       JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                      WHERE mr.tenant_id = t.id AND mr.member_id = m.id),
               (SELECT coalesce(jsonb_agg(r.fields), '[]')::text
                  FROM trunkline.member_role mr
                  JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                 WHERE mr.tenant_id = t.id AND mr.member_id = m.id),
               coalesce((SELECT a.limits FROM trunkline.access_limit a
                          WHERE a.tenant_id = t.id AND a.role_id = 0), '{}')::text,
               (SELECT coalesce(jsonb_agg(coalesce(a.limits, '{}')), '[]')::text
                  FROM trunkline.member_role mr
                  LEFT JOIN trunkline.access_limit a ON a.tenant_id = mr.tenant_id AND a.role_id = mr.role_id
                 WHERE mr.tenant_id = t.id AND mr.member_id = m.id)
          FROM trunkline.tenant t
          JOIN trunkline.member m ON m.tenant_id = t.id
         WHERE t.key = tenant_key AND t.state = 'active' AND m.username = wanted AND m.state = 'active';
    END
/
GRANT EXECUTE ON FUNCTION trunkline.member_entering(text, text) TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.member_entering(text, text) OWNER TO "${search}"
/
