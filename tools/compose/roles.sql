-- The four roles of Reclaim on your own Postgres, 16 or later. Run once as a superuser, with psql:
--   psql -v owner_password=… -v app_password=… -v relay_password=… -v reader_password=… -f tools/compose/roles.sql
-- The owner runs migrations and nothing else; no other role owns anything or passes row security.
CREATE ROLE reclaim_owner  LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB   PASSWORD :'owner_password';
CREATE ROLE reclaim_app    LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'app_password';
CREATE ROLE reclaim_relay  LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'relay_password';
CREATE ROLE reclaim_reader LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'reader_password';
CREATE DATABASE reclaim OWNER reclaim_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE reclaim FROM PUBLIC;
GRANT CONNECT ON DATABASE reclaim TO reclaim_owner, reclaim_app, reclaim_relay, reclaim_reader;
