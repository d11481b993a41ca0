#!/bin/bash
# A role and a database per service; nobody else can connect to it. Sourced by the image on an empty volume.
set -eu

# Whoever may log in may enter a database whose CONNECT is PUBLIC's, which is how a new one begins.
psql --set=ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
revoke connect on database postgres from public;
revoke connect on database template1 from public;
SQL

for service in ingestion segmentation recommendation fraud experience; do
  variable="${service^^}_PASSWORD"
  psql --set=ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set=service="$service" --set=password="${!variable}" <<'SQL'
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke connect, temporary on database :"service" from public;
SQL
done
