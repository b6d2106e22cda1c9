--liquibase formatted sql

--changeset step-back:escape
RESET ROLE;
CREATE ROLE step_back_superior;
