--liquibase formatted sql

--changeset call-tasks:before-bin
-- What an open task was when its customer went into the bin; null for every other task.
ALTER TABLE call_task ADD COLUMN before_bin text;
