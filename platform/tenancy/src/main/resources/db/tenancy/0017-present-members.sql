--liquibase formatted sql

--changeset tenancy:member-present
-- Computed as it is read: nothing to keep in step, and no table is rewritten while others serve.
ALTER TABLE member
    ADD COLUMN present boolean GENERATED ALWAYS AS (state = 'active' AND consent IS NULL) VIRTUAL;
COMMENT ON COLUMN member.present IS 'whether she works here: not disabled, and she agreed where she had to be asked; who gets work, decides or is counted as able is looked for by this, lists of those who administer by state';

--changeset tenancy:shared-member-present
CREATE OR REPLACE VIEW shared.member WITH (security_barrier) AS
    SELECT tenant_id, id, username, display_name AS name, org_unit_id, present AS active
      FROM trunkline.member WHERE tenant_id = (SELECT trunkline.tenant());
