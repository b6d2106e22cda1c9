--liquibase formatted sql

--changeset core:publish-of-voices splitStatements:false
-- As before, of a plugin's serving role and no other: the platform writes its events itself.
CREATE OR REPLACE FUNCTION trunkline.publish(event_type text, about_customer bigint, event_payload jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    plugin text := trunkline.plugin();
    written bigint;
BEGIN
    IF plugin IS NULL THEN
        RAISE EXCEPTION 'only a plugin''s own role publishes its events' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF length(event_type) > 100 OR octet_length(event_payload::text) > 65536 THEN
        RAISE EXCEPTION 'an event of a plugin holds at most 65536 bytes' USING ERRCODE = 'string_data_right_truncation';
    END IF;
    INSERT INTO trunkline.outbox (tenant_id, type, customer_id, source, payload)
    VALUES (own, event_type, about_customer, plugin, event_payload)
    RETURNING id INTO written;
    RETURN written;
END
$$;

--changeset core:voices splitStatements:false
DO $$
DECLARE
    serving name;
BEGIN
    REVOKE EXECUTE ON FUNCTION trunkline.publish(text, bigint, jsonb) FROM "${plugins}";
    FOR serving IN SELECT d.role_name FROM trunkline.plugin_door d JOIN pg_roles r ON r.rolname = d.role_name LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION trunkline.publish(text, bigint, jsonb) TO %I', serving);
    END LOOP;
END
$$;
