--liquibase formatted sql

--changeset tenancy:consent
ALTER TABLE member
    ADD COLUMN consent text CHECK (consent IN ('asked', 'declined'));
COMMENT ON COLUMN member.consent IS 'of a person whose account was made for another tenant: whether she has yet to agree to belong to this one, or did not; null where nobody has to ask her';
-- Holds those who are asked alone: few, whatever the number of tenants.
CREATE INDEX member_consent_asked ON member (tenant_id, username) WHERE consent = 'asked';

--changeset tenancy:consents-asked endDelimiter:\n/
CREATE FUNCTION trunkline.consents_asked(wanted text)
    RETURNS TABLE (tenant_id int, tenant_key text, tenant_name text, unit_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key, t.name, u.name
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
