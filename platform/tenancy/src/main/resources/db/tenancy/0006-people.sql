--liquibase formatted sql

--changeset tenancy:org-unit-editing
ALTER TABLE trunkline.org_unit ADD COLUMN version int NOT NULL DEFAULT 1;
-- A closed unit holds nothing any more, but what is past still names it.
ALTER TABLE trunkline.org_unit ADD COLUMN closed_at timestamptz;
CREATE OR REPLACE VIEW shared.org_unit WITH (security_barrier) AS
    SELECT tenant_id, id, parent_id, kind, name, position, closed_at IS NOT NULL AS closed
      FROM trunkline.org_unit WHERE tenant_id = (SELECT trunkline.tenant());

--changeset tenancy:position
CREATE TABLE trunkline.position (
    tenant_id int    NOT NULL REFERENCES trunkline.tenant (id),
    id        bigint NOT NULL,
    key       text   NOT NULL,
    name      text   NOT NULL,
    version   int    NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key)
);
COMMENT ON TABLE trunkline.position IS 'what someone is in the company; its roles are hers while she holds it';
CREATE TABLE trunkline.position_role (
    tenant_id   int    NOT NULL,
    position_id bigint NOT NULL,
    role_id     bigint NOT NULL,
    PRIMARY KEY (tenant_id, position_id, role_id),
    FOREIGN KEY (tenant_id, position_id) REFERENCES trunkline.position (tenant_id, id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES trunkline.role (tenant_id, id)
);
CREATE INDEX position_role_role ON trunkline.position_role (tenant_id, role_id);

--changeset tenancy:member-editing
ALTER TABLE trunkline.member ADD COLUMN position_id bigint;
ALTER TABLE trunkline.member ADD COLUMN skills text[] NOT NULL DEFAULT '{}';
ALTER TABLE trunkline.member ADD COLUMN phones text[] NOT NULL DEFAULT '{}';
ALTER TABLE trunkline.member ADD COLUMN working_hours jsonb NOT NULL DEFAULT '{}';
ALTER TABLE trunkline.member ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE trunkline.member ADD CONSTRAINT member_position
    FOREIGN KEY (tenant_id, position_id) REFERENCES trunkline.position (tenant_id, id);
CREATE INDEX member_position ON trunkline.member (tenant_id, position_id) WHERE position_id IS NOT NULL;
CREATE INDEX member_name ON trunkline.member (tenant_id, display_name, id);
-- A role that came with the position goes with it; one given besides stays.
ALTER TABLE trunkline.member_role ADD COLUMN by_position boolean NOT NULL DEFAULT false;
