--liquibase formatted sql

--changeset core:handover
CREATE TABLE trunkline.handover (
    tenant_id      int         NOT NULL,
    id             bigint      NOT NULL,
    from_member_id bigint      NOT NULL,
    to_member_ids  bigint[]    NOT NULL,
    customers      boolean     NOT NULL,
    work           boolean     NOT NULL,
    reason         text        NOT NULL,
    state          text        COLLATE "C" NOT NULL CHECK (state IN ('RUNNING', 'DONE')),
    total          bigint      NOT NULL,
    -- customers that are with their new owner: commits with what it counts
    done           bigint      NOT NULL DEFAULT 0,
    created_by     text        NOT NULL,
    created_by_id  bigint,
    created_at     timestamptz NOT NULL DEFAULT now(),
    finished_at    timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX handover_running ON trunkline.handover (tenant_id, from_member_id) WHERE state = 'RUNNING';
CREATE INDEX handover_member ON trunkline.handover (tenant_id, from_member_id, id);

--changeset core:tenants-with-handovers splitStatements:false
-- Tells which tenants have a handover to bring to its end, and nothing else of them.
GRANT SELECT ON trunkline.handover TO "${search}";
CREATE FUNCTION trunkline.tenants_with_handovers() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
     WHERE t.state = 'active'
       AND EXISTS (SELECT FROM trunkline.handover h WHERE h.tenant_id = t.id AND h.state = 'RUNNING')
$$;
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_handovers() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_with_handovers() OWNER TO "${search}";
