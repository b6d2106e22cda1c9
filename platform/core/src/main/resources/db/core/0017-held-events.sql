--liquibase formatted sql

--changeset core:held-deliveries
-- HELD: kept for a subscriber that cannot be reached now. The event itself counts as done, so that it holds up nobody else.
ALTER TABLE trunkline.event_delivery DROP CONSTRAINT event_delivery_state_check;
ALTER TABLE trunkline.event_delivery ADD CONSTRAINT event_delivery_state_check
    CHECK (state IN ('DONE', 'WAITING', 'PARKED', 'HELD'));
CREATE INDEX event_delivery_held ON trunkline.event_delivery (tenant_id, subscriber_id, event_id) WHERE state = 'HELD';

--changeset core:tenants-with-held-events splitStatements:false
-- Those with events to hand out, and those with events held for one of these subscribers.
CREATE FUNCTION trunkline.tenants_with_events(takers text[]) RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
     WHERE t.state = 'active'
       AND (EXISTS (SELECT FROM trunkline.outbox o
                     WHERE o.tenant_id = t.id AND o.done_at IS NULL AND o.next_at <= now())
            OR ((SELECT EXISTS (SELECT FROM trunkline.event_delivery WHERE state = 'HELD'))
                AND EXISTS (SELECT FROM trunkline.event_delivery d
                             WHERE d.tenant_id = t.id AND d.state = 'HELD' AND d.subscriber_id = ANY (takers))))
$$;
REVOKE EXECUTE ON FUNCTION trunkline.tenants_with_events(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_events(text[]) TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_with_events(text[]) OWNER TO "${search}";
