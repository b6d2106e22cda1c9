--liquibase formatted sql

--changeset too-many-rights:tables
CREATE TABLE thing (tenant_id int NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));
-- Row security does not hold TRUNCATE, and holds no table that whoever serves makes.
GRANT TRUNCATE ON thing TO trunkline_plugin_too_many_rights;
GRANT SELECT ON thing TO PUBLIC;
GRANT CREATE ON SCHEMA plugin_too_many_rights TO trunkline_plugin_too_many_rights;
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC;
CREATE RULE nothing AS ON DELETE TO thing DO INSTEAD NOTHING;
