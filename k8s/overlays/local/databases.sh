#!/bin/bash
# A role and a database per service; nobody else can connect to it. Sourced by the image on an empty volume.
set -eu

for service in ingestion segmentation recommendation fraud experience; do
  variable="${service^^}_PASSWORD"
  psql --set=ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set=service="$service" --set=password="${!variable}" <<'SQL'
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke connect on database :"service" from public;
SQL
done
