#!/bin/sh
# Runs once, when the database's volume is empty: the three roles, and the database of the owner.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" <<'SQL'
CREATE ROLE sg_owner LOGIN CREATEDB PASSWORD :'owner';
CREATE ROLE sg_app LOGIN NOINHERIT PASSWORD :'app';
CREATE ROLE sg_trust NOLOGIN NOINHERIT;
GRANT sg_trust TO sg_app WITH INHERIT FALSE, SET TRUE;
GRANT sg_app TO sg_owner;
CREATE DATABASE safeguard OWNER sg_owner;
REVOKE CONNECT ON DATABASE safeguard FROM PUBLIC;
GRANT CONNECT ON DATABASE safeguard TO sg_app;
-- A transaction pooler drops what a client asks for as it connects, so the limits live with the role.
ALTER ROLE sg_app SET statement_timeout = '30s';
ALTER ROLE sg_app SET lock_timeout = '10s';
ALTER ROLE sg_app SET idle_in_transaction_session_timeout = '60s';
SQL
