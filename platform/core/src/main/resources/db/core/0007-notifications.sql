--liquibase formatted sql

--changeset core:notification
-- What a member is told, newest last. The text is made when it is read, in her language.
CREATE TABLE trunkline.notification (
    tenant_id  int         NOT NULL,
    id         bigint      NOT NULL,
    member_id  bigint      NOT NULL,
    kind       text        COLLATE "C" NOT NULL,
    source     text        COLLATE "C" NOT NULL,
    text_key   text        NOT NULL,
    arguments  jsonb       NOT NULL,
    route      text        NOT NULL,
    urgent     boolean     NOT NULL,
    -- what it is told once for, whoever tells it how often
    dedupe_key text        COLLATE "C" NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    read_at    timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, member_id, dedupe_key),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id)
);
CREATE INDEX notification_member ON trunkline.notification (tenant_id, member_id, id);
CREATE INDEX notification_unread ON trunkline.notification (tenant_id, member_id, id) WHERE read_at IS NULL;

--changeset core:notification-setting
-- How a member wants to be told; without a row the usual holds. Channels by kind: off, bell or toast.
CREATE TABLE trunkline.notification_setting (
    tenant_id       int     NOT NULL,
    member_id       bigint  NOT NULL,
    quiet           boolean NOT NULL,
    quiet_from      time    NOT NULL,
    quiet_until     time    NOT NULL,
    urgent_at_night boolean NOT NULL,
    channels        jsonb   NOT NULL,
    version         int     NOT NULL,
    PRIMARY KEY (tenant_id, member_id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id)
);

--changeset core:notification-pulse splitStatements:false
-- Tells for the members in front of open pages, of whichever tenants, whether there is something new: one statement a
-- node instead of one a page. It says numbers and nothing of what they are about.
GRANT SELECT ON trunkline.notification TO "${search}";
CREATE FUNCTION trunkline.notification_pulse(tenants int[], members bigint[])
    RETURNS TABLE (tenant_id int, member_id bigint, newest bigint, unread int)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT w.tenant, w.member,
           coalesce((SELECT n.id FROM trunkline.notification n
                      WHERE n.tenant_id = w.tenant AND n.member_id = w.member
                      ORDER BY n.id DESC LIMIT 1), 0),
           (SELECT count(*)::int FROM (
                SELECT FROM trunkline.notification u
                 WHERE u.tenant_id = w.tenant AND u.member_id = w.member AND u.read_at IS NULL
                 LIMIT 100) AS few)
      FROM unnest(tenants, members) AS w (tenant, member)
$$;
REVOKE EXECUTE ON FUNCTION trunkline.notification_pulse(int[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.notification_pulse(int[], bigint[]) TO "${app}", "${worker}";
ALTER FUNCTION trunkline.notification_pulse(int[], bigint[]) OWNER TO "${search}";

--changeset core:reminder
-- What a member asked to be reminded of; hers alone.
CREATE TABLE trunkline.reminder (
    tenant_id   int         NOT NULL,
    id          bigint      NOT NULL,
    member_id   bigint      NOT NULL,
    note        text        NOT NULL,
    customer_id bigint,
    route       text        NOT NULL,
    due_at      timestamptz NOT NULL,
    state       text        COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'FIRED', 'DONE')),
    version     int         NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES trunkline.customer (tenant_id, id)
);
CREATE INDEX reminder_member   ON trunkline.reminder (tenant_id, member_id, due_at);
CREATE INDEX reminder_customer ON trunkline.reminder (tenant_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX reminder_due      ON trunkline.reminder (tenant_id, due_at) WHERE state = 'OPEN';

--changeset core:tenants-with-reminders splitStatements:false
GRANT SELECT ON trunkline.reminder TO "${search}";
CREATE FUNCTION trunkline.tenants_with_reminders() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
     WHERE t.state = 'active'
       AND EXISTS (SELECT FROM trunkline.reminder r
                    WHERE r.tenant_id = t.id AND r.state = 'OPEN' AND r.due_at <= now())
$$;
REVOKE EXECUTE ON FUNCTION trunkline.tenants_with_reminders() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_reminders() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_with_reminders() OWNER TO "${search}";
