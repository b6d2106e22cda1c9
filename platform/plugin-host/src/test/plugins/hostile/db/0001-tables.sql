--liquibase formatted sql

--changeset hostile:tables
CREATE TABLE thing (tenant_id int NOT NULL, id bigint NOT NULL, name text, PRIMARY KEY (tenant_id, id));
