--liquibase formatted sql

--changeset tenancy:sign-in
-- One row for each sign-in at the screens of a tenant; the identity provider's session is named by "sid".
CREATE TABLE sign_in (
    tenant_id     int         NOT NULL REFERENCES tenant (id),
    id            bigint      NOT NULL,
    member_id     bigint      NOT NULL,
    sid           text        NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    address       text        NOT NULL,
    device        text        NOT NULL,
    ended_at      timestamptz,
    ended_by      bigint,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, member_id, sid),
    FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
);
CREATE INDEX sign_in_seen ON sign_in (tenant_id, last_seen_at);

-- What was ended from afar in the last days: every node looks at all of it once a second, so it is kept small.
CREATE TABLE sign_out (
    tenant_id int         NOT NULL REFERENCES tenant (id),
    id        bigint      NOT NULL,
    member_id bigint      NOT NULL,
    sid       text,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
);
GRANT SELECT ON sign_out TO "${search}";

--changeset tenancy:signed-out endDelimiter:\n/
CREATE FUNCTION trunkline.signed_out(since timestamptz)
    RETURNS TABLE (tenant_id int, member_id bigint, sid text, at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT s.tenant_id, s.member_id, s.sid, s.at FROM trunkline.sign_out s WHERE s.at >= since;
    END
/
GRANT EXECUTE ON FUNCTION trunkline.signed_out(timestamptz) TO "${owner}", "${app}", "${worker}"
/
ALTER FUNCTION trunkline.signed_out(timestamptz) OWNER TO "${search}"
/

--changeset tenancy:draft
-- What someone typed into a form and has not saved yet; hers alone, dropped after some days.
CREATE TABLE draft (
    tenant_id int         NOT NULL REFERENCES tenant (id),
    member_id bigint      NOT NULL,
    form      text        NOT NULL,
    object_id bigint      NOT NULL,
    fields    jsonb       NOT NULL,
    saved_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, member_id, form, object_id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
);
CREATE INDEX draft_saved ON draft (tenant_id, saved_at);

--changeset tenancy:service-account
-- A machine is a member with a role of its own, so that rights are looked up for it as for a person.
ALTER TABLE member ADD COLUMN machine boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN member.machine IS 'a client of the API, no person: takes no seat and is not listed among people';

CREATE TABLE service_account (
    tenant_id  int         NOT NULL REFERENCES tenant (id),
    id         bigint      NOT NULL,
    role_id    bigint      NOT NULL,
    name       text        NOT NULL,
    client_id  text        NOT NULL,
    state      text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked')),
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    rotated_at timestamptz NOT NULL DEFAULT now(),
    version    int         NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, client_id),
    FOREIGN KEY (tenant_id, id) REFERENCES member (tenant_id, id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES role (tenant_id, id)
);
CREATE INDEX service_account_role ON service_account (tenant_id, role_id);
COMMENT ON TABLE service_account IS 'clients of the API; the id is the member''s';
GRANT SELECT ON service_account TO "${search}";

--changeset tenancy:signed-out-with-expired-machines endDelimiter:\n/
SET ROLE "${search}"
/
CREATE OR REPLACE FUNCTION trunkline.signed_out(since timestamptz)
    RETURNS TABLE (tenant_id int, member_id bigint, sid text, at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT s.tenant_id, s.member_id, s.sid, s.at FROM trunkline.sign_out s WHERE s.at >= since
        UNION ALL
        SELECT a.tenant_id, a.id, NULL, now() + interval '1 day' FROM trunkline.service_account a
         WHERE a.state = 'active' AND a.expires_at <= now();
    END
/
SET ROLE "${owner}"
/
