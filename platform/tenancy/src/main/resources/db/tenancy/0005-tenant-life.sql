--liquibase formatted sql

--changeset tenancy:tenant-life
-- deleting: waits out its grace period. erasing: its rows are being removed, there is no way back.
-- deleted: a tombstone that keeps the key, which is never given to another.
ALTER TABLE tenant
    ADD COLUMN short_name       text CHECK (char_length(short_name) BETWEEN 1 AND 20),
    ADD COLUMN accent           text CHECK (accent ~ '^#[0-9A-F]{6}$'),
    ADD COLUMN state_reason     text,
    ADD COLUMN state_at         timestamptz,
    ADD COLUMN state_before     text,
    ADD COLUMN erase_after      timestamptz,
    ADD COLUMN organization_due boolean NOT NULL DEFAULT false,
    ADD COLUMN version          int     NOT NULL DEFAULT 1;
ALTER TABLE tenant DROP CONSTRAINT tenant_state_check;
ALTER TABLE tenant ADD CONSTRAINT tenant_state_known
    CHECK (state IN ('active', 'suspended', 'archived', 'deleting', 'erasing', 'deleted'));
ALTER TABLE tenant ADD CONSTRAINT tenant_erased_after_grace
    CHECK (state NOT IN ('deleting', 'erasing') OR erase_after IS NOT NULL);

CREATE TABLE brand (
    tenant_id int  NOT NULL REFERENCES tenant (id),
    key       text NOT NULL CHECK (key ~ '^[a-z][a-z0-9-]{0,30}$'),
    name      text NOT NULL,
    position  int  NOT NULL,
    PRIMARY KEY (tenant_id, key)
);

--changeset tenancy:operator-audit
CREATE TABLE operator_audit_entry (
    id       bigint      PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    operator text        NOT NULL,
    action   text        NOT NULL,
    tenant   text,
    before   jsonb,
    after    jsonb
);
COMMENT ON TABLE operator_audit_entry IS 'platform, append-only: what operators did to the platform and to whole tenants';
CREATE INDEX operator_audit_entry_tenant ON operator_audit_entry (tenant, id);

--changeset tenancy:tenants-of-the-platform endDelimiter:\n/
CREATE FUNCTION trunkline.unserved_tenants()
    RETURNS TABLE (id int, key text, state text)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key, t.state FROM trunkline.tenant t WHERE t.state <> 'active';
    END
/
GRANT EXECUTE ON FUNCTION trunkline.unserved_tenants() TO "${app}", "${worker}"
/
ALTER FUNCTION trunkline.unserved_tenants() OWNER TO "${search}"
/
CREATE FUNCTION trunkline.tenants_listed(after text, matching text, wanted text[], at_most int)
    RETURNS TABLE (
        id int, key text, name text, short_name text, accent text, locale text, zone text,
        state text, state_reason text, state_at timestamptz, erase_after timestamptz,
        created_at timestamptz, organization_due boolean, version int, members bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key, t.name, t.short_name, t.accent, t.locale, t.zone,
               t.state, t.state_reason, t.state_at, t.erase_after,
               t.created_at, t.organization_due, t.version,
               (SELECT count(*) FROM trunkline.member m
                 WHERE m.tenant_id = t.id AND m.state = 'active')
          FROM trunkline.tenant t
         WHERE t.key > after AND t.state = ANY (wanted)
           AND (strpos(lower(t.name), lower(matching)) > 0 OR strpos(t.key, lower(matching)) > 0)
         ORDER BY t.key LIMIT at_most;
    END
/
ALTER FUNCTION trunkline.tenants_listed(text, text, text[], int) OWNER TO "${search}"
/
SET ROLE "${search}"
/
GRANT EXECUTE ON FUNCTION
    trunkline.tenants_listed(text, text, text[], int), trunkline.unserved_tenants() TO "${owner}"
/
SET ROLE "${owner}"
/

--changeset tenancy:tenant-applied
CREATE TABLE tenant_applied (
    tenant_id int         PRIMARY KEY REFERENCES tenant (id),
    document  jsonb       NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    operator  text        NOT NULL
);
COMMENT ON TABLE tenant_applied IS 'tenant-wide: what the tenant''s file said when it was last applied, and which units came of it';

--changeset tenancy:operator-export
CREATE TABLE operator_export (
    id          bigint      PRIMARY KEY,
    tenant      text        NOT NULL,
    operator    text        NOT NULL,
    node        text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    tables      int         NOT NULL DEFAULT 0,
    tables_done int         NOT NULL DEFAULT 0,
    rows        bigint      NOT NULL DEFAULT 0,
    bytes       bigint      NOT NULL DEFAULT 0,
    sha256      text,
    at          timestamptz NOT NULL DEFAULT now(),
    alive_at    timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
COMMENT ON TABLE operator_export IS 'platform: exports of whole tenants that operators asked for; the files lie in a folder';
CREATE INDEX operator_export_tenant ON operator_export (tenant, id);
