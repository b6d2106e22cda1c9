--liquibase formatted sql

--changeset failing:nonsense
CREATE TABLE nonsense (tenant_id there_is_no_such_type);
