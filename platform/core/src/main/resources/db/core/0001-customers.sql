--liquibase formatted sql

--changeset core:customer
CREATE TABLE trunkline.customer (
    tenant_id          int         NOT NULL,
    id                 bigint      NOT NULL,
    external_number    text        COLLATE "C" NOT NULL,
    name               text        COLLATE "C" NOT NULL,
    gender             text        COLLATE "C" CHECK (gender IN ('FEMALE', 'MALE')),
    birth_date         date,
    org_unit_id        bigint      NOT NULL,
    -- what the last import said of the unit: while a file keeps saying it, a person's allocation stands
    imported_unit_id   bigint,
    owner_id           bigint,
    agreement_type     text,
    agreement_start    date,
    agreement_end      date,
    -- keyset order with customers without an end last; a plain column, because row security hides expression indexes
    agreement_end_key  date        NOT NULL GENERATED ALWAYS AS (COALESCE(agreement_end, DATE '9999-12-31')) STORED,
    monthly_charge     bigint,
    monthly_currency   text        COLLATE "C",
    custom_fields      jsonb       NOT NULL DEFAULT '{}',
    version            int         NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    deleted_at         timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, external_number),
    FOREIGN KEY (tenant_id, org_unit_id) REFERENCES trunkline.org_unit (tenant_id, id),
    CHECK ((monthly_charge IS NULL) = (monthly_currency IS NULL))
);
COMMENT ON TABLE trunkline.customer IS 'person customers, held to tenant and org unit; an unmatched one sits at the root unit';
CREATE INDEX customer_name          ON trunkline.customer (tenant_id, name, id);
CREATE INDEX customer_agreement_end ON trunkline.customer (tenant_id, agreement_end_key, id);
CREATE INDEX customer_unit_end      ON trunkline.customer (tenant_id, org_unit_id, agreement_end_key, id);
CREATE INDEX customer_owner         ON trunkline.customer (tenant_id, owner_id, id);

--changeset core:customer-phone
CREATE TABLE trunkline.customer_phone (
    tenant_id   int    NOT NULL,
    id          bigint NOT NULL,
    customer_id bigint NOT NULL,
    position    int    NOT NULL,
    e164        text   COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, customer_id, e164),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES trunkline.customer (tenant_id, id)
);
COMMENT ON TABLE trunkline.customer_phone IS 'tenant-wide: carries no org unit, so that moving a customer rewrites one row; statements reach it through customer, whose policy holds the units';
CREATE INDEX customer_phone_e164 ON trunkline.customer_phone (tenant_id, e164);

--changeset core:custom-field
CREATE TABLE trunkline.custom_field (
    tenant_id  int         NOT NULL,
    key        text        NOT NULL,
    label      text        NOT NULL,
    position   int         NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, key)
);

--changeset core:shared-customer
-- For plugins: nothing a field policy could mask.
CREATE VIEW shared.customer WITH (security_barrier) AS
SELECT tenant_id, id, org_unit_id, owner_id, created_at
  FROM trunkline.customer
 WHERE tenant_id = (SELECT trunkline.tenant())
   AND org_unit_id = ANY ((SELECT trunkline.units())::bigint[])
   AND deleted_at IS NULL;
GRANT SELECT ON shared.customer TO "${app}", "${worker}", "${plugins}";
