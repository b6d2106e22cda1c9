--liquibase formatted sql

--changeset own-function:tables splitStatements:false
CREATE TABLE thing (tenant_id int NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));
-- Would let whoever serves take row security off.
CREATE FUNCTION open_up() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN ALTER TABLE thing NO FORCE ROW LEVEL SECURITY; END $$;
