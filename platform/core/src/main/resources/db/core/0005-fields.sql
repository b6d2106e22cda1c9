--liquibase formatted sql

--changeset core:customer-identity
ALTER TABLE trunkline.customer
    -- of an identity document: a Chinese one checked, another as it was entered
    ADD COLUMN id_number text COLLATE "C",
    ADD COLUMN address   text;
CREATE INDEX customer_id_number ON trunkline.customer (tenant_id, id_number) WHERE id_number IS NOT NULL;

--changeset core:import-row-identity
ALTER TABLE trunkline.import_row ADD COLUMN id_number text COLLATE "C";
CREATE INDEX import_row_id_number ON trunkline.import_row (tenant_id, import_id, id_number) WHERE id_number IS NOT NULL;

--changeset core:masked-search
-- Searches by values that are masked for the member, so that there are only so many: a digest of each value, and one empty one that
-- parallel searches wait for each other at. Old rows go with the member's next search.
CREATE TABLE trunkline.masked_search (
    tenant_id int         NOT NULL,
    member_id bigint      NOT NULL,
    digest    bytea       NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, member_id, digest)
);
COMMENT ON TABLE trunkline.masked_search IS 'tenant-wide: how often members searched by masked values';

--changeset core:export-job
CREATE TABLE trunkline.export_job (
    tenant_id   int         NOT NULL,
    id          bigint      NOT NULL,
    member_id   bigint      NOT NULL,
    format      text        COLLATE "C" NOT NULL CHECK (format IN ('CSV', 'XLSX')),
    state       text        COLLATE "C" NOT NULL DEFAULT 'RUNNING'
                            CHECK (state IN ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    rows        bigint      NOT NULL DEFAULT 0,
    capped      boolean     NOT NULL DEFAULT false,
    bytes       bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    deadline    timestamptz NOT NULL,
    finished_at timestamptz,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE trunkline.export_job IS 'tenant-wide: files members made of lists; statements bind the member, who alone may have them';
CREATE UNIQUE INDEX export_job_running ON trunkline.export_job (tenant_id, member_id) WHERE state = 'RUNNING';
CREATE INDEX export_job_member ON trunkline.export_job (tenant_id, member_id, id);
CREATE INDEX export_job_expiry ON trunkline.export_job (tenant_id, expires_at);

CREATE TABLE trunkline.export_piece (
    tenant_id int    NOT NULL,
    export_id bigint NOT NULL,
    nth       int    NOT NULL,
    content   bytea  NOT NULL,
    PRIMARY KEY (tenant_id, export_id, nth),
    FOREIGN KEY (tenant_id, export_id) REFERENCES trunkline.export_job (tenant_id, id)
);
COMMENT ON TABLE trunkline.export_piece IS 'tenant-wide: a file in pieces, so that none is held in memory';
ALTER TABLE trunkline.export_piece ALTER COLUMN content SET STORAGE EXTERNAL;
