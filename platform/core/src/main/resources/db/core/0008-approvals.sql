--liquibase formatted sql

--changeset core:approval-rule
-- The steps a tenant has set for one kind of approval. A request keeps those it began with.
CREATE TABLE trunkline.approval_rule (
    tenant_id int    NOT NULL,
    id        bigint NOT NULL,
    source    text   COLLATE "C" NOT NULL,
    kind      text   COLLATE "C" NOT NULL,
    steps     jsonb  NOT NULL,
    version   int    NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, source, kind)
);

--changeset core:approval-request
-- requester_unit_id is where the requester's lead is looked for; it does not hold the row to units.
CREATE TABLE trunkline.approval_request (
    tenant_id         int         NOT NULL,
    id                bigint      NOT NULL,
    source            text        COLLATE "C" NOT NULL,
    kind              text        COLLATE "C" NOT NULL,
    request_key       text        COLLATE "C" NOT NULL,
    requester_id      bigint,
    requester_unit_id bigint      NOT NULL,
    title             text        NOT NULL,
    facts             jsonb       NOT NULL,
    amount            bigint,
    route             text        NOT NULL,
    steps             jsonb       NOT NULL,
    step              int         NOT NULL,
    step_due          timestamptz,
    reminded          int         NOT NULL DEFAULT 0,
    stuck             boolean     NOT NULL,
    state             text        COLLATE "C" NOT NULL
                      CHECK (state IN ('OPEN', 'APPROVED', 'REFUSED', 'EXPIRED', 'WITHDRAWN')),
    created_at        timestamptz NOT NULL DEFAULT now(),
    checked_at        timestamptz NOT NULL DEFAULT now(),
    decided_at        timestamptz,
    decided_by        bigint,
    comment           text        NOT NULL DEFAULT '',
    -- when the answer was published; null while whoever asked is away
    told_at           timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, source, kind, request_key),
    FOREIGN KEY (tenant_id, requester_id) REFERENCES trunkline.member (tenant_id, id)
);
CREATE INDEX approval_request_open      ON trunkline.approval_request (tenant_id, id) WHERE state = 'OPEN';
CREATE INDEX approval_request_untold    ON trunkline.approval_request (tenant_id, id) WHERE state <> 'OPEN' AND told_at IS NULL;
CREATE INDEX approval_request_requester ON trunkline.approval_request (tenant_id, requester_id, id);

--changeset core:approval-approver
-- Who can decide the step an open request is at, as of the last look; asked again when someone decides.
CREATE TABLE trunkline.approval_approver (
    tenant_id  int    NOT NULL,
    request_id bigint NOT NULL,
    member_id  bigint NOT NULL,
    PRIMARY KEY (tenant_id, request_id, member_id),
    FOREIGN KEY (tenant_id, request_id) REFERENCES trunkline.approval_request (tenant_id, id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id)
);
CREATE INDEX approval_approver_member ON trunkline.approval_approver (tenant_id, member_id, request_id);

--changeset core:approval-vote
-- One word of one approver at one step; decided_by differs from approver_id where a stand-in spoke. Nobody speaks twice at a step.
CREATE TABLE trunkline.approval_vote (
    tenant_id   int         NOT NULL,
    request_id  bigint      NOT NULL,
    step        int         NOT NULL,
    approver_id bigint      NOT NULL,
    decided_by  bigint      NOT NULL,
    approved    boolean     NOT NULL,
    comment     text        NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, request_id, step, approver_id),
    UNIQUE (tenant_id, request_id, step, decided_by),
    FOREIGN KEY (tenant_id, request_id) REFERENCES trunkline.approval_request (tenant_id, id),
    FOREIGN KEY (tenant_id, approver_id) REFERENCES trunkline.member (tenant_id, id),
    FOREIGN KEY (tenant_id, decided_by) REFERENCES trunkline.member (tenant_id, id)
);
CREATE INDEX approval_vote_member ON trunkline.approval_vote (tenant_id, decided_by, request_id);

--changeset core:approval-stand-in
-- Who may decide in a member's place, from one day to another, both included.
CREATE TABLE trunkline.approval_stand_in (
    tenant_id   int    NOT NULL,
    member_id   bigint NOT NULL,
    stand_in_id bigint NOT NULL,
    from_day    date   NOT NULL,
    until_day   date   NOT NULL,
    PRIMARY KEY (tenant_id, member_id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id),
    FOREIGN KEY (tenant_id, stand_in_id) REFERENCES trunkline.member (tenant_id, id)
);
CREATE INDEX approval_stand_in_of ON trunkline.approval_stand_in (tenant_id, stand_in_id);

--changeset core:tenants-with-approvals splitStatements:false
GRANT SELECT ON trunkline.approval_request TO "${search}";
CREATE FUNCTION trunkline.tenants_with_approvals() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
     WHERE t.state = 'active'
       AND (EXISTS (SELECT FROM trunkline.approval_request r WHERE r.tenant_id = t.id AND r.state = 'OPEN')
            OR EXISTS (SELECT FROM trunkline.approval_request r
                        WHERE r.tenant_id = t.id AND r.state <> 'OPEN' AND r.told_at IS NULL))
$$;
REVOKE EXECUTE ON FUNCTION trunkline.tenants_with_approvals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_approvals() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_with_approvals() OWNER TO "${search}";
