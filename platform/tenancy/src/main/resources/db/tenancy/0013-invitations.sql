--liquibase formatted sql

--changeset tenancy:invitation-due
-- Null for most: she has a way in, or nobody asked to give her one.
ALTER TABLE member
    ADD COLUMN invitation_due text CHECK (invitation_due IN ('operator', 'tenant'));
COMMENT ON COLUMN member.invitation_due IS 'an invitation that has yet to be sent, and by whom: the operator who made the tenant, or the tenant itself';
CREATE INDEX member_invitation_due ON member (tenant_id, id) WHERE invitation_due IS NOT NULL;
