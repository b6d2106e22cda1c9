--liquibase formatted sql

--changeset tenancy:member-preference
CREATE TABLE member_preference (
    tenant_id  int         NOT NULL,
    member_id  bigint      NOT NULL,
    key        text        NOT NULL CHECK (key ~ '^[a-z][a-z0-9.-]{0,62}$'),
    value      text        NOT NULL CHECK (length(value) <= 200),
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, member_id, key),
    FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE member_preference IS 'how a member likes her screens: hers alone, never another''s rights or data';

--changeset tenancy:memberships-named endDelimiter:\n/
GRANT SELECT ON trunkline.member_preference, trunkline.org_unit TO "${search}"
/
CREATE FUNCTION trunkline.memberships_named(keys text[], wanted text)
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
           AND m.username = wanted AND m.state = 'active'
         ORDER BY t.name, t.id;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.memberships_named(text[], text) TO "${app}", "${worker}"
/
ALTER FUNCTION trunkline.memberships_named(text[], text) OWNER TO "${search}"
/
