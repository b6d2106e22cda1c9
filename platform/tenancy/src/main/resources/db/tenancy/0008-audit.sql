--liquibase formatted sql

--changeset tenancy:audit-facts
-- How an entry came about. xid names the transaction that wrote it: entries are sealed once every transaction up to
-- theirs has ended, so that one that commits late is never passed over. Rows that are there already share this one's.
ALTER TABLE audit_entry ADD COLUMN address text;
ALTER TABLE audit_entry ADD COLUMN channel text;
ALTER TABLE audit_entry ADD COLUMN reason  text;
ALTER TABLE audit_entry ADD COLUMN xid     xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_entry_xid    ON audit_entry (tenant_id, xid, id);
CREATE INDEX audit_entry_time   ON audit_entry (tenant_id, at, id);
CREATE INDEX audit_entry_member ON audit_entry (tenant_id, member_id, at, id);
CREATE INDEX audit_entry_action ON audit_entry (tenant_id, action COLLATE "C", at, id);

--changeset tenancy:audit-seal
CREATE TABLE audit_seal (
    tenant_id int         NOT NULL REFERENCES tenant (id),
    position  bigint      NOT NULL,
    entry_id  bigint      NOT NULL,
    -- SHA-256 over the digest before it, the position and the canonical text of the entry
    digest    bytea       NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, position),
    UNIQUE (tenant_id, entry_id)
);
COMMENT ON TABLE audit_seal IS 'append-only: the chain over a tenant''s audit entries';

--changeset tenancy:audit-chain
CREATE TABLE audit_chain (
    tenant_id     int         NOT NULL REFERENCES tenant (id),
    -- the end of the chain
    position      bigint      NOT NULL,
    digest        bytea       NOT NULL,
    sealed_at     timestamptz NOT NULL,
    -- how far was sealed, and in which database cluster: transaction numbers mean nothing in another one
    xid           xid8        NOT NULL,
    entry_id      bigint      NOT NULL,
    cluster       bigint      NOT NULL,
    -- what retention removed ends here; 0 and 32 zero bytes before anything was
    base_position bigint      NOT NULL,
    base_digest   bytea       NOT NULL,
    PRIMARY KEY (tenant_id)
);
COMMENT ON TABLE audit_chain IS 'where a tenant''s chain begins and ends';

--changeset tenancy:retention
CREATE TABLE retention (
    tenant_id    int NOT NULL REFERENCES tenant (id),
    audit_months int NOT NULL CHECK (audit_months BETWEEN 6 AND 120),
    bin_days     int NOT NULL CHECK (bin_days BETWEEN 1 AND 365),
    version      int NOT NULL,
    PRIMARY KEY (tenant_id)
);
COMMENT ON TABLE retention IS 'how long a tenant keeps its audit and its bin; without a row the usual times hold';

--changeset tenancy:audit-canonical splitStatements:false
-- The text of an entry that is hashed: every column, in this order, times in microseconds, the same whatever the
-- session's language and zone. Never changed: another form would be another function.
CREATE FUNCTION trunkline.audit_canonical(e trunkline.audit_entry) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_array(1, e.tenant_id, e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.source, e.member_id,
                             e.actor, e.action, e.object_type, e.object_id, e.before, e.after, e.address, e.channel,
                             e.reason, e.xid::text)::text
$$;
GRANT EXECUTE ON FUNCTION trunkline.audit_canonical(trunkline.audit_entry) TO "${app}", "${worker}";

--changeset tenancy:cluster-identity splitStatements:false
CREATE FUNCTION trunkline.cluster_identity() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT system_identifier FROM pg_control_system()
$$;
COMMENT ON FUNCTION trunkline.cluster_identity() IS 'tells a restored copy from the cluster it was taken from';
GRANT EXECUTE ON FUNCTION trunkline.cluster_identity() TO "${app}", "${worker}", "${search}";

--changeset tenancy:tenants-to-seal splitStatements:false
-- Tells which tenants have entries to seal, and nothing else of them. A copy restored into another cluster counts once.
GRANT SELECT ON audit_entry, audit_chain TO "${search}";
CREATE FUNCTION trunkline.tenants_to_seal() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
      LEFT JOIN trunkline.audit_chain c ON c.tenant_id = t.id
     WHERE c.cluster <> (SELECT trunkline.cluster_identity())
        OR EXISTS (SELECT FROM trunkline.audit_entry e
                    WHERE e.tenant_id = t.id AND (c.tenant_id IS NULL OR (e.xid, e.id) > (c.xid, c.entry_id))
                      AND e.xid < (SELECT pg_snapshot_xmin(pg_current_snapshot())))
     ORDER BY t.id
$$;
GRANT EXECUTE ON FUNCTION trunkline.tenants_to_seal() TO "${app}", "${worker}";
ALTER FUNCTION trunkline.tenants_to_seal() OWNER TO "${search}";

--changeset tenancy:audit-forget splitStatements:false
-- The one way by which entries leave: the sealed beginning of the current tenant's chain, and nothing younger than
-- half a year, whoever asks. The digest it ended with stays, so that what follows can still be verified.
CREATE FUNCTION trunkline.audit_forget(up_to bigint) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    last trunkline.audit_seal;
    gone bigint;
BEGIN
    SELECT * INTO last FROM trunkline.audit_seal s WHERE s.tenant_id = own AND s.position = up_to;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    IF EXISTS (SELECT FROM trunkline.audit_seal s
                 JOIN trunkline.audit_entry e ON e.tenant_id = own AND e.id = s.entry_id
                WHERE s.tenant_id = own AND s.position <= up_to AND e.at >= now() - interval '6 months') THEN
        RAISE EXCEPTION 'entries younger than half a year are kept';
    END IF;
    UPDATE trunkline.audit_chain SET base_position = up_to, base_digest = last.digest WHERE tenant_id = own;
    DELETE FROM trunkline.audit_entry e USING trunkline.audit_seal s
     WHERE e.tenant_id = own AND s.tenant_id = own AND s.position <= up_to AND e.id = s.entry_id;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM trunkline.audit_seal s WHERE s.tenant_id = own AND s.position <= up_to;
    RETURN gone;
END
$$;
REVOKE EXECUTE ON FUNCTION trunkline.audit_forget(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.audit_forget(bigint) TO "${app}", "${worker}";

--changeset tenancy:audit-of-plugins splitStatements:false
-- How a plugin writes an entry in its own transaction. Its role has no right on the table; the source is the role it
-- signed in with and cannot be chosen, and what it says it did begins with its own id.
CREATE FUNCTION trunkline.audit(
        entry bigint, caller text, did text, what text, which bigint, was jsonb, is_now jsonb, because text)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    who bigint := nullif(current_setting('trunkline.member'), '')::bigint;
    plugin text := replace(substr(session_user, nullif(strpos(session_user, '_plugin_'), 0) + 8), '_', '-');
BEGIN
    IF plugin IS NULL OR NOT starts_with(did, plugin || '.') THEN
        RAISE EXCEPTION 'an action of a plugin begins with its id, not %', did;
    END IF;
    INSERT INTO trunkline.audit_entry (tenant_id, id, source, member_id, actor, action, object_type, object_id,
                                       before, after, address, channel, reason)
    VALUES (own, entry, plugin, who,
            coalesce((SELECT m.display_name FROM trunkline.member m WHERE m.tenant_id = own AND m.id = who), 'platform'),
            did, what, which, was, is_now, caller, 'PLUGIN', because);
END
$$;
REVOKE EXECUTE ON FUNCTION trunkline.audit(bigint, text, text, text, bigint, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.audit(bigint, text, text, text, bigint, jsonb, jsonb, text) TO "${plugins}";
