#!/bin/bash
# Runs once, when the database is made. The login role is no superuser: it owns the tables, makes one role per
# client and acts as it (docs/decisions). The extension must exist before, as only a superuser may add it.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" --username postgres <<'SQL'
CREATE ROLE benefits LOGIN NOSUPERUSER NOINHERIT CREATEROLE PASSWORD :'password';
ALTER ROLE benefits SET createrole_self_grant = 'set';
CREATE DATABASE benefits OWNER benefits;
\connect benefits
CREATE EXTENSION vector;
SQL
