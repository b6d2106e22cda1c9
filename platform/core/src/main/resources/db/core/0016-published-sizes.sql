--liquibase formatted sql

--changeset core:published-sizes splitStatements:false
-- As before, and no longer than people read: what a plugin tells lies in the outbox for weeks, and is read by every subscriber.
CREATE OR REPLACE FUNCTION trunkline.publish(event_type text, about_customer bigint, event_payload jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    plugin int := strpos(session_user, '_plugin_');
    written bigint;
BEGIN
    IF plugin > 0 AND (length(event_type) > 100 OR octet_length(event_payload::text) > 65536) THEN
        RAISE EXCEPTION 'an event of a plugin holds at most 65536 bytes' USING ERRCODE = 'string_data_right_truncation';
    END IF;
    INSERT INTO trunkline.outbox (tenant_id, type, customer_id, source, payload)
    VALUES (own, event_type, about_customer,
            CASE WHEN plugin > 0 THEN replace(substr(session_user, plugin + 8), '_', '-') ELSE 'platform' END,
            event_payload)
    RETURNING id INTO written;
    RETURN written;
END
$$;
