--liquibase formatted sql

--changeset core:import-job
CREATE TABLE trunkline.import_job (
    tenant_id         int         NOT NULL,
    id                bigint      NOT NULL,
    file_name         text        NOT NULL,
    state             text        NOT NULL CHECK (state IN ('REFUSED', 'CHECKING', 'READY', 'RUNNING', 'DONE', 'CANCELLED')),
    encoding          text        NOT NULL,
    problem           text,
    problem_arguments jsonb       NOT NULL DEFAULT '[]',
    columns           jsonb       NOT NULL DEFAULT '[]',
    rows              bigint      NOT NULL DEFAULT 0,
    checked           bigint      NOT NULL DEFAULT 0,
    done              bigint      NOT NULL DEFAULT 0,
    created           bigint      NOT NULL DEFAULT 0,
    updated           bigint      NOT NULL DEFAULT 0,
    unchanged         bigint      NOT NULL DEFAULT 0,
    refused           bigint      NOT NULL DEFAULT 0,
    warned            bigint      NOT NULL DEFAULT 0,
    unmatched         bigint      NOT NULL DEFAULT 0,
    -- who works on it at the moment: each chunk proves the lease in its own transaction, so two can never apply the same rows
    lease             bigint,
    lease_until       timestamptz,
    created_by        text        NOT NULL,
    created_by_id     bigint,
    created_at        timestamptz NOT NULL DEFAULT now(),
    finished_at       timestamptz,
    PRIMARY KEY (tenant_id, id)
);

--changeset core:import-row
-- The file, row by row, with what was found in it. A row is applied once: its mark commits with what it did.
CREATE TABLE trunkline.import_row (
    tenant_id       int     NOT NULL,
    import_id       bigint  NOT NULL,
    line            bigint  NOT NULL,
    cells           jsonb   NOT NULL,
    external_number text    COLLATE "C",
    e164            text    COLLATE "C",
    severity        text    COLLATE "C",
    findings        jsonb   NOT NULL DEFAULT '[]',
    unmatched       boolean NOT NULL DEFAULT false,
    outcome         text    COLLATE "C",
    applied         boolean NOT NULL DEFAULT false,
    customer_id     bigint,
    PRIMARY KEY (tenant_id, import_id, line),
    FOREIGN KEY (tenant_id, import_id) REFERENCES trunkline.import_job (tenant_id, id)
) WITH (fillfactor = 80);
CREATE INDEX import_row_number   ON trunkline.import_row (tenant_id, import_id, external_number);
CREATE INDEX import_row_phone    ON trunkline.import_row (tenant_id, import_id, e164);
CREATE INDEX import_row_finding  ON trunkline.import_row (tenant_id, import_id, line) WHERE severity IS NOT NULL;
CREATE INDEX import_row_customer ON trunkline.import_row (tenant_id, import_id, customer_id);
GRANT MAINTAIN ON trunkline.import_row TO "${worker}";
