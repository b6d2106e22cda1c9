--liquibase formatted sql

--changeset no-tenant:leak
CREATE TABLE leak (id bigint PRIMARY KEY);
