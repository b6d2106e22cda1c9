--liquibase formatted sql

--changeset core:event-delivery-open
CREATE INDEX event_delivery_open ON trunkline.event_delivery (tenant_id, subscriber_id) WHERE state <> 'DONE';

--changeset core:event-backlog splitStatements:false
-- Tells how many events wait for whom in all tenants together, and nothing else of them.
GRANT SELECT ON trunkline.event_delivery TO "${search}";
CREATE FUNCTION trunkline.event_backlog() RETURNS TABLE (subscriber text, state text, events bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.subscriber_id, lower(d.state), count(*) FROM trunkline.event_delivery d
     WHERE d.state <> 'DONE' GROUP BY 1, 2
    UNION ALL
    SELECT 'any', 'pending', count(*) FROM trunkline.outbox o WHERE o.done_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION trunkline.event_backlog() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.event_backlog() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.event_backlog() OWNER TO "${search}";
