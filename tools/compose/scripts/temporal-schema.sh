#!/bin/sh
# Creates or updates Temporal's two databases. May run again at any time: the tool leaves a database that is there, and
# a schema that is newer than the version it is asked to begin with.
set -eu
tries=0
until nc -z -w 5 "$DB_HOST" "$DB_PORT"; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ]; then echo "no Postgres at $DB_HOST:$DB_PORT" >&2; exit 1; fi
  sleep 1
done
for kind in temporal visibility; do
  database=temporal
  if [ "$kind" = visibility ]; then database=temporal_visibility; fi
  tool() { temporal-sql-tool --plugin "$DB_PLUGIN" --ep "$DB_HOST" -p "$DB_PORT" -u "$DB_USER" --db "$database" "$@"; }
  tool create
  tool setup-schema -v 0.0
  tool update-schema -d "/etc/temporal/schema/postgresql/v12/$kind/versioned"
  echo "schema of $database is up to date"
done
