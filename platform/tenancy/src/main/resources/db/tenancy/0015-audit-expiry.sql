--liquibase formatted sql

--changeset tenancy:audit-chain-by-column
-- Where a chain begins is moved by audit_expire alone, which cannot do so without saying it in the chain.
COMMENT ON TABLE trunkline.audit_chain IS 'by-column: where a tenant''s chain begins and ends';
ALTER TABLE trunkline.audit_chain
    ALTER COLUMN base_position SET DEFAULT 0,
    ALTER COLUMN base_digest SET DEFAULT decode(repeat('00', 32), 'hex');
REVOKE INSERT, UPDATE, DELETE ON trunkline.audit_chain FROM "${app}", "${worker}";
GRANT INSERT (tenant_id, position, digest, sealed_at, xid, entry_id, cluster),
      UPDATE (position, digest, sealed_at, xid, entry_id, cluster) ON trunkline.audit_chain TO "${worker}";

--changeset tenancy:audit-expire splitStatements:false
-- The one way by which entries leave: the sealed beginning of the current tenant's chain, and nothing younger than
-- half a year, whoever asks. What is gone is told by an entry with the position and digest at which the rest begins.
-- That entry is sealed here, not by the job: no moment is seen at which the chain begins later and nothing says so. It
-- stands at the end, behind all that is removed, so that the next one can take it away only by taking its place.
CREATE FUNCTION trunkline.audit_expire(up_to bigint, older_than timestamptz, entry bigint) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own int := trunkline.tenant();
    chain trunkline.audit_chain;
    last trunkline.audit_seal;
    told trunkline.audit_entry;
    link bytea;
    gone bigint;
BEGIN
    SELECT * INTO chain FROM trunkline.audit_chain c WHERE c.tenant_id = own FOR UPDATE;
    SELECT * INTO last FROM trunkline.audit_seal s
     WHERE s.tenant_id = own AND s.position = up_to AND up_to > chain.base_position AND up_to <= chain.position;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing is sealed at %', up_to;
    END IF;
    IF older_than > now() - interval '6 months' THEN
        RAISE EXCEPTION 'entries younger than half a year are kept';
    END IF;
    IF EXISTS (SELECT FROM trunkline.audit_seal s
                 JOIN trunkline.audit_entry e ON e.tenant_id = own AND e.id = s.entry_id
                WHERE s.tenant_id = own AND s.position <= up_to AND e.at >= older_than) THEN
        RAISE EXCEPTION 'entries up to % are not all older than %', up_to, older_than;
    END IF;
    DELETE FROM trunkline.audit_entry e USING trunkline.audit_seal s
     WHERE e.tenant_id = own AND s.tenant_id = own AND s.position <= up_to AND e.id = s.entry_id;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM trunkline.audit_seal s WHERE s.tenant_id = own AND s.position <= up_to;
    INSERT INTO trunkline.audit_entry (tenant_id, id, source, actor, action, object_type, object_id, after, channel)
    VALUES (own, entry, session_user, 'platform', 'audit.expire', 'tenant', own,
            jsonb_build_object('removed', gone, 'upTo', up_to, 'digest', encode(last.digest, 'hex'), 'olderThan',
                               to_char(older_than AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
            'JOB')
    RETURNING * INTO told;
    link := sha256(chain.digest || int8send(chain.position + 1)
                   || convert_to(trunkline.audit_canonical(told), 'UTF8'));
    INSERT INTO trunkline.audit_seal (tenant_id, position, entry_id, digest)
    VALUES (own, chain.position + 1, entry, link);
    UPDATE trunkline.audit_chain
       SET position = chain.position + 1, digest = link, sealed_at = now(),
           base_position = up_to, base_digest = last.digest
     WHERE tenant_id = own;
    RETURN gone;
END
$$;
REVOKE EXECUTE ON FUNCTION trunkline.audit_expire(bigint, timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trunkline.audit_expire(bigint, timestamptz, bigint) TO "${worker}";
DROP FUNCTION trunkline.audit_forget(bigint);

--changeset tenancy:tenants-to-seal-without-seal endDelimiter:\n/
-- An entry that was sealed where it was written is behind the last of the job's, and nothing that waits.
GRANT SELECT ON trunkline.audit_seal TO "${search}"
/
SET ROLE "${search}"
/
CREATE OR REPLACE FUNCTION trunkline.tenants_to_seal() RETURNS SETOF int
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.id FROM trunkline.tenant t
      LEFT JOIN trunkline.audit_chain c ON c.tenant_id = t.id
     WHERE c.cluster <> (SELECT trunkline.cluster_identity())
        OR EXISTS (SELECT FROM trunkline.audit_entry e
                    WHERE e.tenant_id = t.id AND (c.tenant_id IS NULL OR (e.xid, e.id) > (c.xid, c.entry_id))
                      AND e.xid < (SELECT pg_snapshot_xmin(pg_current_snapshot()))
                      AND NOT EXISTS (SELECT FROM trunkline.audit_seal s
                                       WHERE s.tenant_id = t.id AND s.entry_id = e.id))
     ORDER BY t.id
$$
/
SET ROLE "${owner}"
/
