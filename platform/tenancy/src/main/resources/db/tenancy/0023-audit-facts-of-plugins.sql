--liquibase formatted sql

--changeset tenancy:ids-of-the-database endDelimiter:\n/
-- A node number that no process gets any more is the database's own, for ids that nobody may choose.
UPDATE trunkline.node_lease SET holder = NULL, expires_at = 'infinity'
 WHERE node = (SELECT n.node FROM trunkline.node_lease n WHERE n.expires_at < now()
                ORDER BY n.expires_at, n.node LIMIT 1 FOR UPDATE)
/
CREATE SEQUENCE trunkline.id_within_tick MINVALUE 0 MAXVALUE 131071 CYCLE
/
-- Put together as `IdSequence` does: ticks of 16 ms since 2026, 8 bits of node, 17 bits of sequence.
CREATE FUNCTION trunkline.next_id() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER
    RETURN ((((((extract(epoch FROM clock_timestamp()) * 1000)::bigint - 1767225600000) >> 4) << 8)
             | (SELECT n.node FROM trunkline.node_lease n WHERE n.expires_at = 'infinity')) << 17)
           | nextval('trunkline.id_within_tick')
/
REVOKE EXECUTE ON FUNCTION trunkline.next_id() FROM PUBLIC
/

--changeset tenancy:facts-of-plugins endDelimiter:\n/
-- How a plugin's transaction came about, sealed as what it may see is, and apart from that: row policies ask for it each time.
CREATE FUNCTION trunkline.seal_facts(key bytea, address text, reason text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN encode(sha256(key || sha256(key || convert_to(
        jsonb_build_array('facts'::text, address, reason, session_user, pg_backend_pid(),
                          extract(epoch FROM transaction_timestamp()))::text, 'UTF8'))), 'hex')
/
REVOKE EXECUTE ON FUNCTION trunkline.seal_facts(bytea, text, text) FROM PUBLIC
/
CREATE FUNCTION trunkline.enter(pass text, tenant text, units text, member text, own text, address text, reason text)
    RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT CASE WHEN door.key IS NULL THEN trunkline.unsealed()
               ELSE set_config('trunkline.tenant', tenant, true) || set_config('trunkline.units', units, true)
                    || set_config('trunkline.member', member, true) || set_config('trunkline.own', own, true)
                    || set_config('trunkline.seal', trunkline.seal(door.key, tenant, units, member, own), true)
                    || set_config('trunkline.address', address, true) || set_config('trunkline.reason', reason, true)
                    || set_config('trunkline.facts', trunkline.seal_facts(door.key, address, reason), true)
               END
          FROM (SELECT (SELECT d.key FROM trunkline.plugin_door d
                         WHERE d.role_name = session_user AND d.pass = sha256(convert_to($1, 'UTF8'))) AS key) AS door;
    END
/
COMMENT ON FUNCTION trunkline.enter(text, text, text, text, text, text, text)
    IS 'makes the rest of a plugin''s transaction one of this tenant; address and reason are empty for none'
/
REVOKE EXECUTE ON FUNCTION trunkline.enter(text, text, text, text, text, text, text) FROM PUBLIC
/
-- As nodes of the release before call it, which tell neither.
CREATE OR REPLACE FUNCTION trunkline.enter(pass text, tenant text, units text, member text, own text) RETURNS text
    LANGUAGE sql VOLATILE SECURITY DEFINER
    RETURN trunkline.enter($1, $2, $3, $4, $5, '', '')
/
DO $$
DECLARE
    serving name;
BEGIN
    FOR serving IN SELECT d.role_name FROM trunkline.plugin_door d JOIN pg_roles r ON r.rolname = d.role_name LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION trunkline.enter(text, text, text, text, text, text, text) TO %I', serving);
    END LOOP;
END
$$
/

--changeset tenancy:audit-facts-of-plugins splitStatements:false
-- As before, but number, address and reason are not the caller's to choose: the first, second and last are not looked at.
CREATE OR REPLACE FUNCTION trunkline.audit(
        entry bigint, caller text, did text, what text, which bigint, was jsonb, is_now jsonb, because text)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    who bigint := nullif(current_setting('trunkline.member'), '')::bigint;
    plugin text := trunkline.plugin();
    address text := current_setting('trunkline.address', true);
    reason text := current_setting('trunkline.reason', true);
BEGIN
    IF plugin IS NULL OR NOT starts_with(did, plugin || '.') THEN
        RAISE EXCEPTION 'an action of a plugin begins with its id, not %', left(did, 100);
    END IF;
    IF current_setting('trunkline.facts', true) IS DISTINCT FROM
       (SELECT trunkline.seal_facts(d.key, address, reason) FROM trunkline.plugin_door d WHERE d.role_name = session_user) THEN
        PERFORM trunkline.unsealed();
    END IF;
    IF greatest(length(did), length(what)) > 200
       OR greatest(octet_length(was::text), octet_length(is_now::text)) > 65536 THEN
        RAISE EXCEPTION 'before and after of an entry hold at most 65536 bytes each, action and type 200 characters'
            USING ERRCODE = 'string_data_right_truncation';
    END IF;
    INSERT INTO trunkline.audit_entry (tenant_id, id, source, member_id, actor, action, object_type, object_id,
                                       before, after, address, channel, reason)
    VALUES (own, trunkline.next_id(), plugin, who,
            coalesce((SELECT m.display_name FROM trunkline.member m WHERE m.tenant_id = own AND m.id = who), 'platform'),
            did, what, which, was, is_now, nullif(left(address, 200), ''), 'PLUGIN', nullif(left(reason, 2000), ''));
END
$$;
