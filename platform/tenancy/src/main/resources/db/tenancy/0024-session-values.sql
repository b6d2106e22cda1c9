--liquibase formatted sql

--changeset tenancy:session-values
-- The latest value of a sequence is a session's own, and who may write it is a matter of rights: the one thing of a
-- session that its SQL can read and not change. So what a plugin's transaction was told is held against that, by the
-- policies of each statement, instead of against a seal that each had to make again.
CREATE UNLOGGED SEQUENCE trunkline.session_tenant MINVALUE 0 START 0;
COMMENT ON SEQUENCE trunkline.session_tenant IS 'platform: the tenant each session of a plugin was let into, as currval tells it; the value stored here is none';
CREATE UNLOGGED SEQUENCE trunkline.session_told MINVALUE 0 START 0;
COMMENT ON SEQUENCE trunkline.session_told IS 'platform: digest of all that each session of a plugin was told, as currval tells it; the value stored here is none';
GRANT SELECT ON SEQUENCE trunkline.session_tenant, trunkline.session_told TO "${plugins}";

--changeset tenancy:told endDelimiter:\n/
CREATE FUNCTION trunkline.digest(tenant text, units text, member text, own text, address text, reason text) RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN substr(sha256(convert_to(ROW(tenant, units, member, own, address, reason)::text, 'UTF8')), 1, 8)::bigint
           & 9223372036854775807
/
COMMENT ON FUNCTION trunkline.digest(text, text, text, text, text, text) IS 'of what a transaction is told'
/
-- All functions of a body are put in the place of its call when a statement is planned: none is a definer's.
CREATE FUNCTION trunkline.is_told() RETURNS boolean
    LANGUAGE sql VOLATILE
    -- Where nothing was told there is no value to compare with, which would be the error.
    RETURN coalesce(current_setting('trunkline.tenant', true), '') <> '' AND currval('trunkline.session_told')
           = trunkline.digest(current_setting('trunkline.tenant', true), current_setting('trunkline.units', true),
                              current_setting('trunkline.member', true), current_setting('trunkline.own', true),
                              current_setting('trunkline.address', true), current_setting('trunkline.reason', true))
/
COMMENT ON FUNCTION trunkline.is_told() IS 'whether everything is as the platform told it to this session of a plugin'
/
GRANT EXECUTE ON FUNCTION trunkline.digest(text, text, text, text, text, text), trunkline.is_told(), trunkline.unsealed()
   TO "${app}", "${worker}", "${plugins}"
/
CREATE OR REPLACE FUNCTION trunkline.tenant() RETURNS int
    LANGUAGE sql VOLATILE SECURITY INVOKER
    RETURN CASE WHEN session_user IN ('${app}', '${worker}', '${migrator}')
                  OR (coalesce(current_setting('trunkline.tenant', true), '') <> ''
                      AND current_setting('trunkline.tenant', true) = currval('trunkline.session_tenant')::text)
                THEN current_setting('trunkline.tenant')::int
                ELSE trunkline.unsealed()::int END
/
CREATE OR REPLACE FUNCTION trunkline.units() RETURNS bigint[]
    LANGUAGE sql VOLATILE SECURITY INVOKER
    RETURN CASE WHEN session_user IN ('${app}', '${worker}', '${migrator}') OR trunkline.is_told()
                THEN current_setting('trunkline.units')::bigint[]
                ELSE trunkline.unsealed()::bigint[] END
/
CREATE OR REPLACE FUNCTION trunkline.own() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY INVOKER
    RETURN CASE WHEN session_user IN ('${app}', '${worker}', '${migrator}') OR trunkline.is_told()
                THEN current_setting('trunkline.own')::bigint
                ELSE trunkline.unsealed()::bigint END
/
-- In the language whose plans a session keeps from one call to the next. Its body is read when it runs, so each name in
-- it says its schema: whatever a plugin puts into its search path is not looked at.
CREATE OR REPLACE FUNCTION trunkline.enter(pass text, tenant text, units text, member text, own text, address text, reason text)
    RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
#variable_conflict use_variable
DECLARE
    known boolean := (SELECT d.pass OPERATOR(pg_catalog.=) pg_catalog.sha256(pg_catalog.convert_to(enter.pass, 'UTF8'))
                        FROM trunkline.plugin_door d WHERE d.role_name OPERATOR(pg_catalog.=) session_user);
BEGIN
    IF known THEN
        -- Who may read the value of her session may read everybody's latest: it is overwritten at once.
        RETURN pg_catalog.concat(
            pg_catalog.set_config('trunkline.tenant', tenant, true), pg_catalog.set_config('trunkline.units', units, true),
            pg_catalog.set_config('trunkline.member', member, true), pg_catalog.set_config('trunkline.own', own, true),
            pg_catalog.set_config('trunkline.address', address, true), pg_catalog.set_config('trunkline.reason', reason, true),
            pg_catalog.setval('trunkline.session_tenant', tenant::pg_catalog.int8),
            pg_catalog.setval('trunkline.session_told', trunkline.digest(tenant, units, member, own, address, reason)),
            pg_catalog.setval('trunkline.session_tenant', 0, false), pg_catalog.setval('trunkline.session_told', 0, false));
    END IF;
    RETURN trunkline.unsealed();
END
$$
/

--changeset tenancy:audit-of-told splitStatements:false
-- As before: who did it, from where and why are as the platform told them.
CREATE OR REPLACE FUNCTION trunkline.audit(
        entry bigint, caller text, did text, what text, which bigint, was jsonb, is_now jsonb, because text)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    plugin text := trunkline.plugin();
BEGIN
    IF plugin IS NULL OR NOT starts_with(did, plugin || '.') THEN
        RAISE EXCEPTION 'an action of a plugin begins with its id, not %', left(did, 100);
    END IF;
    IF trunkline.is_told() IS NOT TRUE THEN
        PERFORM trunkline.unsealed();
    END IF;
    IF greatest(length(did), length(what)) > 200
       OR greatest(octet_length(was::text), octet_length(is_now::text)) > 65536 THEN
        RAISE EXCEPTION 'before and after of an entry hold at most 65536 bytes each, action and type 200 characters'
            USING ERRCODE = 'string_data_right_truncation';
    END IF;
    INSERT INTO trunkline.audit_entry (tenant_id, id, source, member_id, actor, action, object_type, object_id,
                                       before, after, address, channel, reason)
    VALUES (own, trunkline.next_id(), plugin, nullif(current_setting('trunkline.member'), '')::bigint,
            coalesce((SELECT m.display_name FROM trunkline.member m
                       WHERE m.tenant_id = own AND m.id = nullif(current_setting('trunkline.member'), '')::bigint), 'platform'),
            did, what, which, was, is_now, nullif(left(current_setting('trunkline.address'), 200), ''), 'PLUGIN',
            nullif(left(current_setting('trunkline.reason'), 2000), ''));
END
$$;

--changeset tenancy:no-seal
DROP FUNCTION trunkline.told(text);
DROP FUNCTION trunkline.seal(bytea, text, text, text, text);
DROP FUNCTION trunkline.seal_facts(bytea, text, text);
ALTER TABLE trunkline.plugin_door DROP COLUMN key;
