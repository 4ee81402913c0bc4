#!/bin/sh
# The broker's start: the topology with its accounts is written where only the broker reads it, then the image's own start.
set -eu
umask 077
sh /arbeit/render.sh /arbeit/definitions.json >/run/arbeit/definitions.json
chown -R rabbitmq:rabbitmq /run/arbeit
exec docker-entrypoint.sh rabbitmq-server
