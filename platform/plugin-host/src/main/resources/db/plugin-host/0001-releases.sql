--liquibase formatted sql

--changeset plugin-host:releases
CREATE TABLE trunkline.plugin_release (
    plugin_id    text        NOT NULL CHECK (plugin_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    version      text        NOT NULL CHECK (char_length(version) BETWEEN 5 AND 100),
    sha256       text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    publisher    text        NOT NULL,
    certificate  text        NOT NULL CHECK (certificate ~ '^[0-9a-f]{64}$'),
    requires     text        NOT NULL,
    changelog    text        NOT NULL,
    archive      bytea       NOT NULL,
    installed_at timestamptz NOT NULL DEFAULT now(),
    installed_by text        NOT NULL,
    PRIMARY KEY (plugin_id, version)
);
COMMENT ON TABLE trunkline.plugin_release IS 'platform, append-only: releases of plugins as their publishers signed them; every node fetches them here';
COMMENT ON COLUMN trunkline.plugin_release.certificate IS 'SHA-256 of the certificate that signed it; which ones are trusted each node knows itself';
ALTER TABLE trunkline.plugin_release ALTER COLUMN archive SET STORAGE EXTERNAL;

CREATE TABLE trunkline.plugin_wanted (
    plugin_id  text        PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('bundled', 'release', 'none')),
    version    text,
    before     jsonb,
    revision   int         NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by text        NOT NULL,
    CONSTRAINT plugin_wanted_version CHECK ((kind = 'release') = (version IS NOT NULL))
);
COMMENT ON TABLE trunkline.plugin_wanted IS 'platform: what every node is to run of a plugin; without a row, what came with the server';
COMMENT ON COLUMN trunkline.plugin_wanted.before IS 'kind and version before the last change: what a roll-back goes to';

CREATE TABLE trunkline.plugin_node (
    node      text        NOT NULL,
    plugin_id text        NOT NULL,
    version   text,
    revision  int         NOT NULL,
    reason    text,
    seen_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (node, plugin_id)
);
COMMENT ON TABLE trunkline.plugin_node IS 'platform: what each node runs of each plugin, as it said last';
COMMENT ON COLUMN trunkline.plugin_node.reason IS 'why it does not run what is wanted; null where it does';

GRANT SELECT ON trunkline.plugin_release, trunkline.plugin_wanted TO "${app}";
GRANT SELECT, INSERT, UPDATE, DELETE ON trunkline.plugin_node TO "${app}";
