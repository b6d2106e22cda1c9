--liquibase formatted sql

--changeset plugin-host:recent-calls
CREATE TABLE trunkline.plugin_recent (
    node      text        NOT NULL,
    plugin_id text        NOT NULL,
    version   text        NOT NULL,
    failures  bigint      NOT NULL,
    buckets   bigint[]    NOT NULL,
    seen_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (node, plugin_id, version)
);
COMMENT ON TABLE trunkline.plugin_recent IS 'platform: calls of the last minutes into each version of a plugin, as each node said last, in buckets of their time';
GRANT SELECT, INSERT, UPDATE, DELETE ON trunkline.plugin_recent TO "${app}";
