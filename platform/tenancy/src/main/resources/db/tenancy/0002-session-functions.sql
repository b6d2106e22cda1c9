--liquibase formatted sql

--changeset tenancy:session-settings runOnChange:true
CREATE OR REPLACE FUNCTION trunkline.tenant() RETURNS int
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    RETURN current_setting('trunkline.tenant')::int;
COMMENT ON FUNCTION trunkline.tenant() IS 'tenant of this transaction; raises where none is set';

CREATE OR REPLACE FUNCTION trunkline.units() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    RETURN current_setting('trunkline.units')::bigint[];
COMMENT ON FUNCTION trunkline.units() IS 'org units this transaction may reach; raises where none are set';

GRANT EXECUTE ON FUNCTION trunkline.tenant(), trunkline.units() TO "${app}", "${worker}", "${plugins}";

--changeset tenancy:search-may-read
GRANT SELECT ON trunkline.tenant, trunkline.member, trunkline.member_role, trunkline.role TO "${search}";

--changeset tenancy:lookups-before-a-session endDelimiter:\n/
CREATE FUNCTION trunkline.active_tenants() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id FROM trunkline.tenant t WHERE t.state = 'active' ORDER BY t.id;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.active_tenants() TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.active_tenants() OWNER TO "${search}"
/

CREATE FUNCTION trunkline.tenants_named(keys text[])
    RETURNS TABLE (id int, key text, name text, locale text, zone text, state text)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key, t.name, t.locale, t.zone, t.state
          FROM trunkline.tenant t WHERE t.key = ANY (keys) ORDER BY t.name, t.id;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.tenants_named(text[]) TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.tenants_named(text[]) OWNER TO "${search}"
/

CREATE FUNCTION trunkline.member_named(tenant_key text, wanted text)
    RETURNS TABLE (
        tenant_id int, tenant_name text, locale text, zone text,
        member_id bigint, display_name text, org_unit_id bigint,
        permissions text[], row_scopes text[], fields text)
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
                 WHERE mr.tenant_id = t.id AND mr.member_id = m.id)
          FROM trunkline.tenant t
          JOIN trunkline.member m ON m.tenant_id = t.id
         WHERE t.key = tenant_key AND t.state = 'active' AND m.username = wanted AND m.state = 'active';
    END
/
GRANT EXECUTE ON FUNCTION trunkline.member_named(text, text) TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.member_named(text, text) OWNER TO "${search}"
/

--changeset tenancy:owner-finds-tenants
-- Owner and creator lost its own right to the function when it was handed on.
SET ROLE "${search}";
GRANT EXECUTE ON FUNCTION trunkline.tenants_named(text[]) TO "${owner}";
SET ROLE "${owner}";
