-- Run once by a superuser, connected to a fresh database; running it again changes nothing but the
-- passwords. Placeholders: database (its name, which prefixes every role: roles are cluster-wide)
-- and, as quoted literals, migrator_password, app_password, worker_password.

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['owner', 'migrator', 'app', 'worker', 'search', 'plugins'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${database}_' || role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', '${database}_' || role_name);
        END IF;
    END LOOP;
END
$$;

-- owner: owns core tables, serves nothing. search: owns look-up functions that filter by themselves.
-- plugins: what every plugin's role may do beside its own tables.
ALTER ROLE "${database}_owner" NOLOGIN;
ALTER ROLE "${database}_search" NOLOGIN BYPASSRLS;
ALTER ROLE "${database}_plugins" NOLOGIN;
ALTER ROLE "${database}_migrator" LOGIN CREATEROLE PASSWORD ${migrator_password};
ALTER ROLE "${database}_app" LOGIN NOBYPASSRLS PASSWORD ${app_password};
ALTER ROLE "${database}_worker" LOGIN NOBYPASSRLS PASSWORD ${worker_password};

-- The migrator becomes an owner to migrate; the roles it creates for plugins it may become as well.
GRANT "${database}_owner" TO "${database}_migrator" WITH SET TRUE, INHERIT FALSE;
GRANT "${database}_plugins" TO "${database}_migrator" WITH ADMIN TRUE, SET FALSE, INHERIT FALSE;
GRANT "${database}_search" TO "${database}_owner" WITH SET TRUE, INHERIT FALSE;
ALTER ROLE "${database}_migrator" SET createrole_self_grant = 'set';

REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE "${database}" TO "${database}_migrator" WITH GRANT OPTION;
GRANT CREATE ON DATABASE "${database}" TO "${database}_migrator";
GRANT CONNECT ON DATABASE "${database}" TO "${database}_app", "${database}_plugins";
GRANT CONNECT, TEMPORARY ON DATABASE "${database}" TO "${database}_worker";

CREATE SCHEMA IF NOT EXISTS trunkline AUTHORIZATION "${database}_owner";
CREATE SCHEMA IF NOT EXISTS shared AUTHORIZATION "${database}_owner";
GRANT USAGE ON SCHEMA trunkline TO
    "${database}_app", "${database}_worker", "${database}_search", "${database}_plugins";
GRANT CREATE ON SCHEMA trunkline TO "${database}_search";
GRANT USAGE ON SCHEMA shared TO "${database}_app", "${database}_worker", "${database}_plugins";
ALTER DEFAULT PRIVILEGES FOR ROLE "${database}_owner", "${database}_search"
    REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Large objects are outside of row security, of a tenant's export and of its end: nobody makes any.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;

-- Requests are many and short: no parallel plans, and nothing may hang.
ALTER ROLE "${database}_app" SET max_parallel_workers_per_gather = 0;
ALTER ROLE "${database}_app" SET statement_timeout = '30s';
ALTER ROLE "${database}_app" SET lock_timeout = '10s';
ALTER ROLE "${database}_app" SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE "${database}_worker" SET statement_timeout = '10min';
ALTER ROLE "${database}_worker" SET lock_timeout = '60s';
ALTER ROLE "${database}_worker" SET idle_in_transaction_session_timeout = '5min';
