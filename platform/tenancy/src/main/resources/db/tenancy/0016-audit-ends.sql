--liquibase formatted sql

--changeset tenancy:audit-seal-by-column
-- A seal ahead of the chain would hide an entry from it and stop it from growing: whoever serves requests adds none.
COMMENT ON TABLE trunkline.audit_seal IS 'by-column: the chain over a tenant''s audit entries';
REVOKE INSERT, UPDATE, DELETE ON trunkline.audit_seal FROM "${app}", "${worker}";
GRANT INSERT ON trunkline.audit_seal TO "${worker}";

--changeset tenancy:audit-expire-named-time splitStatements:false
CREATE OR REPLACE FUNCTION trunkline.audit_expire(up_to bigint, older_than timestamptz, entry bigint) RETURNS bigint
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
    -- An unknown time passes every comparison.
    IF older_than IS NULL OR older_than > now() - interval '6 months' THEN
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
