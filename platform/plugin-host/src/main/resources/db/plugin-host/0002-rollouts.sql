--liquibase formatted sql

--changeset plugin-host:rollouts
CREATE TABLE trunkline.plugin_rollout (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin_id    text        NOT NULL,
    version      text        NOT NULL,
    from_kind    text        NOT NULL CHECK (from_kind IN ('bundled', 'release')),
    from_version text        NOT NULL,
    steps        jsonb       NOT NULL,
    rules        jsonb       NOT NULL,
    step         int         NOT NULL DEFAULT 0,
    tenants      int[]       NOT NULL,
    state        text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'paused', 'finished', 'taken-back')),
    reason       text,
    arguments    jsonb       NOT NULL DEFAULT '[]',
    step_at      timestamptz NOT NULL DEFAULT now(),
    step_calls   bigint      NOT NULL DEFAULT 0,
    started_at   timestamptz NOT NULL DEFAULT now(),
    started_by   text        NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT plugin_rollout_ended CHECK ((state IN ('finished', 'taken-back')) = (ended_at IS NOT NULL))
);
COMMENT ON TABLE trunkline.plugin_rollout IS 'platform: releases that take another''s place tenant by tenant, those of the past included';
COMMENT ON COLUMN trunkline.plugin_rollout.tenants IS 'whom the new release serves; everyone else is served by what is wanted of the plugin';
COMMENT ON COLUMN trunkline.plugin_rollout.step_calls IS 'calls into the new release before its present step';
-- One at a time: two would each be compared with the other.
CREATE UNIQUE INDEX plugin_rollout_open ON trunkline.plugin_rollout (plugin_id) WHERE ended_at IS NULL;
CREATE INDEX plugin_rollout_history ON trunkline.plugin_rollout (plugin_id, id);

CREATE TABLE trunkline.plugin_rollout_count (
    rollout_id bigint   NOT NULL,
    node       text     NOT NULL,
    fresh      boolean  NOT NULL,
    failures   bigint   NOT NULL,
    buckets    bigint[] NOT NULL,
    PRIMARY KEY (rollout_id, node, fresh)
);
COMMENT ON TABLE trunkline.plugin_rollout_count IS 'platform: calls that each node served while a release was rolled out, by it and by the one before, in buckets of their time';

ALTER TABLE trunkline.plugin_node ADD COLUMN rollout_id     bigint;
ALTER TABLE trunkline.plugin_node ADD COLUMN rollout_reason text;
COMMENT ON COLUMN trunkline.plugin_node.rollout_id IS 'the rollout whose release the node builds or runs besides';
COMMENT ON COLUMN trunkline.plugin_node.rollout_reason IS 'why it cannot build it; null where it did';

GRANT SELECT ON trunkline.plugin_rollout TO "${app}";
GRANT SELECT, INSERT, UPDATE ON trunkline.plugin_rollout_count TO "${app}";

--changeset plugin-host:tenants-with-module endDelimiter:\n/
-- Tells which tenants use a plugin, and nothing else of them.
GRANT SELECT ON trunkline.module TO "${search}"
/
CREATE FUNCTION trunkline.tenants_with_module(wanted text) RETURNS TABLE (id int, key text)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
        SELECT t.id, t.key FROM trunkline.tenant t
          JOIN trunkline.module m ON m.tenant_id = t.id
         WHERE m.plugin_id = wanted AND m.enabled AND t.state = 'active'
         ORDER BY t.id;
    END
/
REVOKE EXECUTE ON FUNCTION trunkline.tenants_with_module(text) FROM PUBLIC
/
ALTER FUNCTION trunkline.tenants_with_module(text) OWNER TO "${search}"
/
SET ROLE "${search}"
/
GRANT EXECUTE ON FUNCTION trunkline.tenants_with_module(text) TO "${owner}"
/
SET ROLE "${owner}"
/
