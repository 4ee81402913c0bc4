#!/bin/bash
# The database's start: the key of the replica set has to be a file of its own user, then the image's own start.
set -euo pipefail
umask 077
printf '%s' "$MONGO_KEY" >/run/arbeit/keyfile
chown -R mongodb:mongodb /run/arbeit
# 10 s: a transaction of a process that died must not hold its locks for the default minute.
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /run/arbeit/keyfile --bind_ip_all \
  --setParameter transactionLifetimeLimitSeconds=10
