--liquibase formatted sql

--changeset tenancy:plugin-door
-- A plugin's SQL can set any setting of its transaction, the tenant too. So what its transactions are told is sealed
-- where only the platform can: by a key that is here, and after a pass that the plugin's role does not know.
CREATE TABLE trunkline.plugin_door (
    role_name name  PRIMARY KEY,
    pass      bytea NOT NULL,
    key       bytea NOT NULL DEFAULT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
);
COMMENT ON TABLE trunkline.plugin_door IS 'platform: by what each plugin''s role is let into tenants, and what seals which one it was let into';
COMMENT ON COLUMN trunkline.plugin_door.pass IS 'SHA-256 of it; the platform''s nodes know it';

--changeset tenancy:seal endDelimiter:\n/
CREATE FUNCTION trunkline.unsealed() RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the tenant of this transaction is not the one the platform opened it for'
        USING ERRCODE = 'insufficient_privilege';
END
$$
/
-- What the transaction was told, bound to the role, the connection and the transaction: a copy of it opens no other.
-- Bodies are parsed here, once: whatever a plugin puts into its search path is never looked at.
CREATE FUNCTION trunkline.seal(key bytea, tenant text, units text, member text, own text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN encode(sha256(key || sha256(key || convert_to(
        jsonb_build_array(tenant, units, member, own, session_user, pg_backend_pid(),
                          extract(epoch FROM transaction_timestamp()))::text, 'UTF8'))), 'hex')
/
REVOKE EXECUTE ON FUNCTION trunkline.seal(bytea, text, text, text, text) FROM PUBLIC
/
CREATE FUNCTION trunkline.enter(pass text, tenant text, units text, member text, own text) RETURNS text
    LANGUAGE sql VOLATILE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT CASE WHEN door.key IS NULL THEN trunkline.unsealed()
               ELSE set_config('trunkline.tenant', tenant, true) || set_config('trunkline.units', units, true)
                    || set_config('trunkline.member', member, true) || set_config('trunkline.own', own, true)
                    || set_config('trunkline.seal', trunkline.seal(door.key, tenant, units, member, own), true)
               END
          FROM (SELECT (SELECT d.key FROM trunkline.plugin_door d
                         WHERE d.role_name = session_user AND d.pass = sha256(convert_to($1, 'UTF8'))) AS key) AS door;
    END
/
COMMENT ON FUNCTION trunkline.enter(text, text, text, text, text) IS 'makes the rest of a plugin''s transaction one of this tenant'
/
REVOKE EXECUTE ON FUNCTION trunkline.enter(text, text, text, text, text) FROM PUBLIC
/
GRANT EXECUTE ON FUNCTION trunkline.enter(text, text, text, text, text) TO "${plugins}"
/
-- A setting that the transaction was told. Of a plugin's role, only as it was sealed; one without a door has none.
CREATE FUNCTION trunkline.told(setting text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    BEGIN ATOMIC
        SELECT CASE WHEN door.key IS NULL AND session_user NOT LIKE '%\_plugin\_%' THEN current_setting(setting)
                    WHEN current_setting('trunkline.seal', true)
                         = trunkline.seal(door.key, current_setting('trunkline.tenant', true),
                                          current_setting('trunkline.units', true),
                                          current_setting('trunkline.member', true),
                                          current_setting('trunkline.own', true)) THEN current_setting(setting)
                    ELSE trunkline.unsealed() END
          FROM (SELECT (SELECT d.key FROM trunkline.plugin_door d WHERE d.role_name = session_user) AS key) AS door;
    END
/
REVOKE EXECUTE ON FUNCTION trunkline.told(text) FROM PUBLIC
/
CREATE OR REPLACE FUNCTION trunkline.tenant() RETURNS int
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    RETURN trunkline.told('trunkline.tenant')::int
/
CREATE OR REPLACE FUNCTION trunkline.units() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    RETURN trunkline.told('trunkline.units')::bigint[]
/
CREATE OR REPLACE FUNCTION trunkline.own() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    RETURN trunkline.told('trunkline.own')::bigint
/
