--liquibase formatted sql

--changeset tenancy:consent-code
-- An account says who signs in, not who is meant: whoever made it elsewhere can open it. What only the company that
-- invites can have told her says it.
ALTER TABLE member
    ADD COLUMN consent_code  bytea,
    ADD COLUMN consent_tries int NOT NULL DEFAULT 0;
COMMENT ON COLUMN member.consent_code IS 'SHA-256 of the code that who invites tells the person who is asked; null where none was made';
COMMENT ON COLUMN member.consent_tries IS 'wrong codes since it was made';

--changeset tenancy:consents-asked-roles endDelimiter:\n/
DROP FUNCTION trunkline.consents_asked(text)
/
CREATE FUNCTION trunkline.consents_asked(wanted text)
    RETURNS TABLE (
        tenant_id int, tenant_key text, tenant_name text, member_id bigint, display_name text,
        org_unit_id bigint, unit_name text, role_names text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key, t.name, m.id, m.display_name, u.id, u.name,
               ARRAY(SELECT coalesce(r.name, r.key)
                       FROM trunkline.member_role mr
                       JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                      WHERE mr.tenant_id = t.id AND mr.member_id = m.id
                      ORDER BY r.key)
          FROM trunkline.member m
          JOIN trunkline.tenant t ON t.id = m.tenant_id
          JOIN trunkline.org_unit u ON u.tenant_id = m.tenant_id AND u.id = m.org_unit_id
         WHERE m.username = wanted AND m.consent = 'asked' AND m.state = 'active' AND NOT m.machine
           AND t.state = 'active'
         ORDER BY t.name, t.id LIMIT 20;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.consents_asked(text) TO "${app}", "${worker}"
/
ALTER FUNCTION trunkline.consents_asked(text) OWNER TO "${search}"
/

--changeset tenancy:nobody-enters-unasked endDelimiter:\n/
-- Who has yet to agree, or declined, is not let in, whatever her token names.
SET ROLE "${search}"
/
CREATE OR REPLACE FUNCTION trunkline.member_entering(tenant_key text, wanted text)
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
         WHERE t.key = tenant_key AND t.state = 'active' AND m.username = wanted AND m.present;
    END
/
CREATE OR REPLACE FUNCTION trunkline.memberships_named(keys text[], wanted text)
    RETURNS TABLE (
        tenant_id int, tenant_key text, tenant_name text, tenant_active boolean, zone text,
        unit_name text, role_names text[], entered_at timestamptz, straight boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key, t.name, t.state = 'active', t.zone, u.name,
               ARRAY(SELECT coalesce(r.name, r.key)
                       FROM trunkline.member_role mr
                       JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                      WHERE mr.tenant_id = t.id AND mr.member_id = m.id
                      ORDER BY r.key),
               (SELECT p.changed_at FROM trunkline.member_preference p
                 WHERE p.tenant_id = t.id AND p.member_id = m.id AND p.key = 'tenant.entered'),
               EXISTS (SELECT FROM trunkline.member_preference p
                        WHERE p.tenant_id = t.id AND p.member_id = m.id
                          AND p.key = 'tenant.straight' AND p.value = 'on')
          FROM trunkline.tenant t
          JOIN trunkline.member m ON m.tenant_id = t.id
          JOIN trunkline.org_unit u ON u.tenant_id = t.id AND u.id = m.org_unit_id
         WHERE t.key = ANY (keys) AND t.state IN ('active', 'suspended')
           AND m.username = wanted AND m.present
         ORDER BY t.name, t.id;
    END
/
SET ROLE "${owner}"
/
