--liquibase formatted sql

--changeset tenancy:module-versions
-- Since screens change them: who saved last is told that somebody else did meanwhile.
ALTER TABLE trunkline.module
    ADD COLUMN version    int         NOT NULL DEFAULT 1,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN enabled_at timestamptz;
