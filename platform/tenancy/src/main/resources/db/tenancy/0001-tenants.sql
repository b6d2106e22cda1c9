--liquibase formatted sql

-- What stands before the colon of a table's comment says how the table differs from others:
-- "platform" has no tenant_id, "tenant-wide" is not held to org units, "append-only" is never changed.

--changeset tenancy:tenant
CREATE SEQUENCE tenant_number AS int;
CREATE TABLE tenant (
    id         int         PRIMARY KEY,
    key        text        NOT NULL UNIQUE CHECK (key ~ '^[a-z][a-z0-9-]{1,30}$'),
    name       text        NOT NULL,
    locale     text        NOT NULL,
    zone       text        NOT NULL,
    state      text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'archived')),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenant IS 'platform: one row a tenant; its own id is held to the session''s tenant';
GRANT SELECT ON tenant TO "${app}", "${worker}";

--changeset tenancy:org-unit
CREATE TABLE org_unit (
    tenant_id int    NOT NULL REFERENCES tenant (id),
    id        bigint NOT NULL,
    parent_id bigint,
    kind      text   NOT NULL CHECK (kind IN ('city', 'district', 'grid', 'team')),
    name      text   NOT NULL,
    aliases   text[] NOT NULL DEFAULT '{}',
    position  int    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES org_unit (tenant_id, id),
    CHECK ((kind = 'city') = (parent_id IS NULL))
);
CREATE UNIQUE INDEX org_unit_one_root ON org_unit (tenant_id) WHERE parent_id IS NULL;
CREATE INDEX org_unit_parent ON org_unit (tenant_id, parent_id);

--changeset tenancy:member
CREATE TABLE member (
    tenant_id    int         NOT NULL REFERENCES tenant (id),
    id           bigint      NOT NULL,
    username     text        NOT NULL,
    display_name text        NOT NULL,
    org_unit_id  bigint      NOT NULL,
    state        text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, username),
    FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_unit (tenant_id, id)
);
COMMENT ON TABLE member IS 'tenant-wide: names of colleagues are shown beside their work everywhere';
CREATE INDEX member_unit ON member (tenant_id, org_unit_id);

CREATE TABLE role (
    tenant_id   int    NOT NULL REFERENCES tenant (id),
    id          bigint NOT NULL,
    key         text   NOT NULL,
    permissions text[] NOT NULL,
    row_scope   text   NOT NULL CHECK (row_scope IN ('own', 'team', 'district', 'tenant')),
    fields      jsonb  NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key)
);

CREATE TABLE member_role (
    tenant_id int    NOT NULL,
    member_id bigint NOT NULL,
    role_id   bigint NOT NULL,
    PRIMARY KEY (tenant_id, member_id, role_id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES role (tenant_id, id)
);
CREATE INDEX member_role_role ON member_role (tenant_id, role_id);

--changeset tenancy:module
CREATE TABLE module (
    tenant_id int     NOT NULL REFERENCES tenant (id),
    plugin_id text    NOT NULL,
    enabled   boolean NOT NULL,
    settings  jsonb   NOT NULL DEFAULT '{}',
    position  int     NOT NULL,
    PRIMARY KEY (tenant_id, plugin_id)
);

--changeset tenancy:audit-entry
CREATE TABLE audit_entry (
    tenant_id   int         NOT NULL REFERENCES tenant (id),
    id          bigint      NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    source      text        NOT NULL DEFAULT current_user,
    member_id   bigint,
    actor       text        NOT NULL,
    action      text        NOT NULL,
    object_type text        NOT NULL,
    object_id   bigint      NOT NULL,
    before      jsonb,
    after       jsonb,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE audit_entry IS 'append-only: who did what to which object';
CREATE INDEX audit_entry_object ON audit_entry (tenant_id, object_type, object_id, id);

--changeset tenancy:node-lease
CREATE TABLE node_lease (
    node       smallint    PRIMARY KEY,
    holder     uuid,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE node_lease IS 'platform: which process makes ids with which node number, until when';
INSERT INTO node_lease (node, expires_at) SELECT n, '2026-01-01Z' FROM generate_series(0, 255) n;
GRANT SELECT, UPDATE ON node_lease TO "${app}", "${worker}";
