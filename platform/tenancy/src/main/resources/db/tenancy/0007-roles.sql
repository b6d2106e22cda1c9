--liquibase formatted sql

--changeset tenancy:role-editing
ALTER TABLE trunkline.role
    ADD COLUMN name      text,
    ADD COLUMN delegable boolean NOT NULL DEFAULT false,
    ADD COLUMN version   int     NOT NULL DEFAULT 0,
    ADD COLUMN built_in  boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN trunkline.role.name IS 'what screens show; null for a built-in role, whose name comes from the texts';
COMMENT ON COLUMN trunkline.role.delegable IS 'may be given by who administers members of a part of the tenant only';

-- Tenants that exist get what new ones begin with, so that none is left without an administrator. The owner
-- is held to row security like everyone unless it is not forced, and a change set knows no tenant.
ALTER TABLE trunkline.role NO FORCE ROW LEVEL SECURITY;
UPDATE trunkline.role SET built_in = true
 WHERE key IN ('executive', 'supervisor', 'lead', 'agent', 'admin', 'auditor');
UPDATE trunkline.role SET delegable = true WHERE key IN ('lead', 'agent');
UPDATE trunkline.role r
   SET permissions = r.permissions || ARRAY(
           SELECT p FROM unnest(ARRAY['org.edit', 'member.manage', 'role.manage', 'audit.restore',
                                      'tenant.settings', 'service-account.manage', 'approval.configure']) p
            WHERE p <> ALL (r.permissions)),
       row_scope = 'tenant'
 WHERE key = 'admin';
ALTER TABLE trunkline.role FORCE ROW LEVEL SECURITY;

--changeset tenancy:administration
CREATE TABLE trunkline.administration (
    tenant_id int    PRIMARY KEY REFERENCES trunkline.tenant (id),
    changes   bigint NOT NULL
);
COMMENT ON TABLE trunkline.administration IS
    'one row a tenant: held to the end of the transaction by who changes who may administer it';

--changeset tenancy:role-name-once
CREATE UNIQUE INDEX role_name ON trunkline.role (tenant_id, name);

--changeset tenancy:own-setting
CREATE FUNCTION trunkline.own() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    RETURN current_setting('trunkline.own')::bigint;
COMMENT ON FUNCTION trunkline.own() IS 'the member whose rows alone this transaction may reach, 0 where it is held to no owner; raises where none is set';
GRANT EXECUTE ON FUNCTION trunkline.own() TO "${app}", "${worker}", "${plugins}";
