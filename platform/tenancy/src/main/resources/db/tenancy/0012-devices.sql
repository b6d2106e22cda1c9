--liquibase formatted sql

--changeset tenancy:access-device
CREATE TABLE trunkline.access_device (
    tenant_id     int         NOT NULL REFERENCES trunkline.tenant (id),
    id            bigint      NOT NULL,
    member_id     bigint      NOT NULL,
    -- SHA-256 of the secret that the device alone holds, hexadecimal.
    digest        text        NOT NULL,
    name          text        NOT NULL DEFAULT '',
    state         text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'revoked')),
    agent         text        NOT NULL,
    address       text        NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    decided_at    timestamptz,
    decided_by    text,
    version       int         NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, member_id, digest),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id)
);
CREATE INDEX access_device_state ON trunkline.access_device (tenant_id, state, last_seen_at);
COMMENT ON TABLE trunkline.access_device IS 'from which devices a member came, and whether she may work from them where her limits ask for it';
GRANT SELECT ON trunkline.access_device TO "${search}";
-- What was revoked lately is looked for by every node once a second, whatever the tenant.
CREATE INDEX access_device_revoked ON trunkline.access_device (tenant_id, decided_at) WHERE state = 'revoked';

--changeset tenancy:device-functions endDelimiter:\n/
-- Asked together with member_entering: whether she is a machine, and which devices are hers to work from.
CREATE FUNCTION trunkline.member_devices(tenant_key text, wanted text)
    RETURNS TABLE (machine boolean, devices text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT m.machine,
               ARRAY(SELECT d.digest FROM trunkline.access_device d
                      WHERE d.tenant_id = t.id AND d.member_id = m.id AND d.state = 'approved')
          FROM trunkline.tenant t
          JOIN trunkline.member m ON m.tenant_id = t.id
         WHERE t.key = tenant_key AND m.username = wanted;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.member_devices(text, text) TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.member_devices(text, text) OWNER TO "${search}"
/
CREATE FUNCTION trunkline.devices_revoked(since timestamptz)
    RETURNS TABLE (tenant_id int, member_id bigint, digest text)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT d.tenant_id, d.member_id, d.digest FROM trunkline.access_device d
         WHERE d.state = 'revoked' AND d.decided_at >= since;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.devices_revoked(timestamptz) TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.devices_revoked(timestamptz) OWNER TO "${search}"
/
