--liquibase formatted sql

--changeset core:import-bytes
-- Size of the file whose rows are kept; 0 once they are swept.
ALTER TABLE trunkline.import_job ADD COLUMN bytes bigint NOT NULL DEFAULT 0;
