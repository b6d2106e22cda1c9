--liquibase formatted sql

--changeset core:approval-handed-moves
-- A handed right is with one person. One that was handed on goes back to its first receiver, because it and the row
-- of the second one would count twice; the owner is held to row security unless it is not forced.
ALTER TABLE trunkline.approval_handed NO FORCE ROW LEVEL SECURITY;
DELETE FROM trunkline.approval_handed h
 WHERE EXISTS (SELECT FROM trunkline.approval_handed earlier
                WHERE earlier.tenant_id = h.tenant_id AND earlier.request_id = h.request_id
                  AND earlier.step = h.step AND earlier.member_id = h.from_member_id);
ALTER TABLE trunkline.approval_handed FORCE ROW LEVEL SECURITY;
COMMENT ON COLUMN trunkline.approval_handed.from_member_id IS 'whose right it is: of whom the step waited for at first';
COMMENT ON COLUMN trunkline.approval_handed.member_id IS 'with whom it is now; handed on, it moves on';
CREATE INDEX approval_handed_member ON trunkline.approval_handed (tenant_id, member_id);
