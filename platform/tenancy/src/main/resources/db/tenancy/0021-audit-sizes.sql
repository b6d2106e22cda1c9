--liquibase formatted sql

--changeset tenancy:audit-sizes splitStatements:false
-- As before, and no longer than people read: entries are kept for years.
CREATE OR REPLACE FUNCTION trunkline.audit(
        entry bigint, caller text, did text, what text, which bigint, was jsonb, is_now jsonb, because text)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    who bigint := nullif(current_setting('trunkline.member'), '')::bigint;
    plugin text := replace(substr(session_user, nullif(strpos(session_user, '_plugin_'), 0) + 8), '_', '-');
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
