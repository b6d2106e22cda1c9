--liquibase formatted sql

--changeset tenancy:believed-roles endDelimiter:\n/
-- The plugin whose serving role signed in. Null for every other role: owners of tables and of rehearsals are no plugin's voice.
CREATE FUNCTION trunkline.plugin() RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    RETURN (SELECT replace(substr(d.role_name::text, length(current_database() || '_plugin_') + 1), '_', '-')
              FROM trunkline.plugin_door d WHERE d.role_name = session_user)
/
REVOKE EXECUTE ON FUNCTION trunkline.plugin() FROM PUBLIC
/
-- As before, and by name: the platform's own roles are believed, and nobody for not being like a plugin's. A rehearsal
-- of migrations was.
CREATE OR REPLACE FUNCTION trunkline.told(setting text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    BEGIN ATOMIC
        SELECT CASE WHEN session_user IN ('${app}', '${worker}', '${migrator}') THEN current_setting(setting)
                    WHEN current_setting('trunkline.seal', true)
                         = trunkline.seal(door.key, current_setting('trunkline.tenant', true),
                                          current_setting('trunkline.units', true),
                                          current_setting('trunkline.member', true),
                                          current_setting('trunkline.own', true)) THEN current_setting(setting)
                    ELSE trunkline.unsealed() END
          FROM (SELECT (SELECT d.key FROM trunkline.plugin_door d WHERE d.role_name = session_user) AS key) AS door;
    END
/

--changeset tenancy:audit-of-voices splitStatements:false
-- As before, of a plugin's serving role and no other.
CREATE OR REPLACE FUNCTION trunkline.audit(
        entry bigint, caller text, did text, what text, which bigint, was jsonb, is_now jsonb, because text)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    who bigint := nullif(current_setting('trunkline.member'), '')::bigint;
    plugin text := trunkline.plugin();
BEGIN
    IF plugin IS NULL OR NOT starts_with(did, plugin || '.') THEN
        RAISE EXCEPTION 'an action of a plugin begins with its id, not %', left(did, 100);
    END IF;
    IF greatest(length(did), length(what)) > 200
       OR greatest(octet_length(was::text), octet_length(is_now::text)) > 65536 THEN
        RAISE EXCEPTION 'before and after of an entry hold at most 65536 bytes each, action and type 200 characters'
            USING ERRCODE = 'string_data_right_truncation';
    END IF;
    INSERT INTO trunkline.audit_entry (tenant_id, id, source, member_id, actor, action, object_type, object_id,
                                       before, after, address, channel, reason)
    VALUES (own, entry, plugin, who,
            coalesce((SELECT m.display_name FROM trunkline.member m WHERE m.tenant_id = own AND m.id = who), 'platform'),
            did, what, which, was, is_now, left(caller, 200), 'PLUGIN', left(because, 2000));
END
$$;

--changeset tenancy:voices splitStatements:false
-- What speaks for a plugin is granted to its serving role alone (`PluginDoor`): whoever owns tables has no use for it.
DO $$
DECLARE
    serving name;
BEGIN
    REVOKE EXECUTE ON FUNCTION trunkline.enter(text, text, text, text, text),
        trunkline.audit(bigint, text, text, text, bigint, jsonb, jsonb, text) FROM "${plugins}";
    FOR serving IN SELECT d.role_name FROM trunkline.plugin_door d JOIN pg_roles r ON r.rolname = d.role_name LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION trunkline.enter(text, text, text, text, text),'
                       ' trunkline.audit(bigint, text, text, text, bigint, jsonb, jsonb, text) TO %I', serving);
    END LOOP;
END
$$;
