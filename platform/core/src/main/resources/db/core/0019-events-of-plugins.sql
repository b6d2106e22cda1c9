--liquibase formatted sql

--changeset core:events-of-plugins splitStatements:false
-- What plugins may tell; everything else is the platform's word, on which others act. `EventCodec` has the same list, and a test compares them.
CREATE FUNCTION trunkline.events_of_plugins() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY['ApprovalRequested', 'ApprovalWithdrawn', 'CallTaskClosed', 'ContactRecorded', 'NotificationRequested'];
REVOKE EXECUTE ON FUNCTION trunkline.events_of_plugins() FROM PUBLIC;

-- As before, and nothing else than that.
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
    IF event_type IS NULL OR event_type <> ALL (trunkline.events_of_plugins()) THEN
        RAISE EXCEPTION '% is not for plugins to publish, only %', left(event_type, 100),
            array_to_string(trunkline.events_of_plugins(), ', ') USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF octet_length(event_payload::text) > 65536 THEN
        RAISE EXCEPTION 'an event of a plugin holds at most 65536 bytes' USING ERRCODE = 'string_data_right_truncation';
    END IF;
    INSERT INTO trunkline.outbox (tenant_id, type, customer_id, source, payload)
    VALUES (own, event_type, about_customer, plugin, event_payload)
    RETURNING id INTO written;
    RETURN written;
END
$$;
