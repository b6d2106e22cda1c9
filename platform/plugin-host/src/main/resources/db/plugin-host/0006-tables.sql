--liquibase formatted sql

--changeset plugin-host:tables
CREATE TABLE trunkline.plugin_tables (
    plugin_id text PRIMARY KEY,
    version   text,
    oldest    text
);
COMMENT ON TABLE trunkline.plugin_tables IS 'platform: which releases the tables of a plugin are good for; read and written by the platform''s migrations and operators';
COMMENT ON COLUMN trunkline.plugin_tables.version IS 'the release that a node was last made ready to run on them; null for none yet';
COMMENT ON COLUMN trunkline.plugin_tables.oldest IS 'no release before this one can run on them any more; null where all can';

ALTER TABLE trunkline.plugin_release ADD COLUMN rollback_to text;
COMMENT ON COLUMN trunkline.plugin_release.rollback_to IS 'the earliest release that can run on its tables, as its manifest says; null for any';
