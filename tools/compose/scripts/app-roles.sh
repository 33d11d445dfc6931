#!/bin/sh
# Runs once, when the database container lays out its data.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
  -v owner_password="$RECLAIM_OWNER_PASSWORD" -v app_password="$RECLAIM_APP_PASSWORD" \
  -v relay_password="$RECLAIM_RELAY_PASSWORD" -v reader_password="$RECLAIM_READER_PASSWORD" -f /roles.sql
