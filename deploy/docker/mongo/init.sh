#!/bin/bash
# Runs once per `up`, beside the database: makes the replica set when there is none, and brings roles, accounts and
# passwords to what init.js says. Waits for the database by itself.
set -euo pipefail
host=${MONGO_HOST:-mongo:27017}
for attempt in $(seq 60); do
  if mongosh --quiet "mongodb://$host/?directConnection=true" --eval 'db.adminCommand("ping").ok' >/dev/null 2>&1; then
    exec mongosh --quiet "mongodb://$host/?directConnection=true" --file /arbeit/init.js
  fi
  sleep 1
done
echo "the database does not answer at $host" >&2
exit 1
