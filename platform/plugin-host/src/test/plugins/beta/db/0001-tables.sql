--liquibase formatted sql

--changeset beta:secret
CREATE TABLE secret (tenant_id int NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));
