--liquibase formatted sql

--changeset gamma:shape
ALTER TABLE note ADD COLUMN shape there_is_no_such_type;
