--liquibase formatted sql

--changeset gamma:more
ALTER TABLE note ADD COLUMN text text;
