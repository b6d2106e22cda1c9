--liquibase formatted sql

--changeset core:outbox
-- Events, written in the transaction of the change they tell of. Rows are marked done one by one, never "everything up to id".
CREATE TABLE trunkline.outbox (
    tenant_id    int         NOT NULL,
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    type         text        COLLATE "C" NOT NULL,
    customer_id  bigint      NOT NULL,
    source       text        COLLATE "C" NOT NULL,
    payload      jsonb       NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    next_at      timestamptz NOT NULL DEFAULT now(),
    done_at      timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outbox_pending          ON trunkline.outbox (tenant_id, id) WHERE done_at IS NULL;
CREATE INDEX outbox_pending_customer ON trunkline.outbox (tenant_id, customer_id, id) WHERE done_at IS NULL;
CREATE INDEX outbox_done             ON trunkline.outbox (tenant_id, done_at) WHERE done_at IS NOT NULL;

--changeset core:event-delivery
-- How far one event got with one subscriber: the inbox key.
CREATE TABLE trunkline.event_delivery (
    tenant_id     int         NOT NULL,
    event_id      bigint      NOT NULL,
    subscriber_id text        COLLATE "C" NOT NULL,
    state         text        COLLATE "C" NOT NULL CHECK (state IN ('DONE', 'WAITING', 'PARKED')),
    attempts      int         NOT NULL,
    last_error    text        NOT NULL DEFAULT '',
    at            timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, event_id, subscriber_id),
    FOREIGN KEY (tenant_id, event_id) REFERENCES trunkline.outbox (tenant_id, id)
);
CREATE INDEX event_delivery_parked ON trunkline.event_delivery (tenant_id, event_id) WHERE state = 'PARKED';

--changeset core:event-lease
-- Which node hands out a tenant's events: one at a time keeps their order.
CREATE TABLE trunkline.event_lease (
    tenant_id int         NOT NULL,
    holder    text        NOT NULL,
    until     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);

--changeset core:publish splitStatements:false
-- How a plugin writes an event in its own transaction. Its role has no right on the table; the source is the role it signed in with and cannot be chosen.
CREATE FUNCTION trunkline.publish(event_type text, about_customer bigint, event_payload jsonb) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO trunkline.outbox (tenant_id, type, customer_id, source, payload)
    VALUES (trunkline.tenant(), event_type, about_customer,
            CASE WHEN strpos(session_user, '_plugin_') > 0
                 THEN replace(substr(session_user, strpos(session_user, '_plugin_') + 8), '_', '-')
                 ELSE 'platform' END,
            event_payload)
    RETURNING id
$$;

REVOKE EXECUTE ON FUNCTION trunkline.publish(text, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.publish(text, bigint, jsonb) TO "${plugins}";

--changeset core:tenants-with-events splitStatements:false
-- Tells which tenants have events to hand out, and nothing else of them.
GRANT SELECT ON trunkline.outbox TO "${search}";
CREATE FUNCTION trunkline.tenants_with_events() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
     WHERE t.state = 'active'
       AND EXISTS (SELECT FROM trunkline.outbox o
                    WHERE o.tenant_id = t.id AND o.done_at IS NULL AND o.next_at <= now())
$$;
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_events() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_with_events() OWNER TO "${search}";
