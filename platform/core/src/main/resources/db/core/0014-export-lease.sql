--liquibase formatted sql

--changeset core:export-lease
ALTER TABLE trunkline.export_job
    ADD COLUMN lease_until timestamptz NOT NULL DEFAULT now() + interval '1 minute';
COMMENT ON COLUMN trunkline.export_job.lease_until IS 'while it runs: when it is taken for dead, unless its node renews it';
