--liquibase formatted sql

--changeset core:approval-handed
-- A step that someone decides in the place of a member whose work was handed to her.
CREATE TABLE trunkline.approval_handed (
    tenant_id      int         NOT NULL,
    request_id     bigint      NOT NULL,
    step           int         NOT NULL,
    from_member_id bigint      NOT NULL,
    member_id      bigint      NOT NULL,
    handover_id    bigint      NOT NULL,
    at             timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, request_id, step, from_member_id),
    FOREIGN KEY (tenant_id, request_id) REFERENCES trunkline.approval_request (tenant_id, id),
    FOREIGN KEY (tenant_id, from_member_id) REFERENCES trunkline.member (tenant_id, id),
    FOREIGN KEY (tenant_id, member_id) REFERENCES trunkline.member (tenant_id, id)
);
