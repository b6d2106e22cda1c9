--liquibase formatted sql

--changeset plugin-host:release-facts
-- What an operator is told before anything of it runs.
ALTER TABLE trunkline.plugin_release
    ADD COLUMN permissions text[] NOT NULL DEFAULT '{}',
    ADD COLUMN tables      text[] NOT NULL DEFAULT '{}';
