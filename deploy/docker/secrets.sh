#!/usr/bin/env bash
# Writes the secrets that docker-compose.yml needs into .env: random, once, and only those that are missing.
# What is there already is never changed. Run it again after an update that adds one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
file=${1:-.env}
umask 077
touch "$file"
random() { head -c "$1" /dev/urandom | od -An -vtx1 | tr -d ' \n'; }
add() { # name, bytes
  grep -qE "^$1=.+" "$file" && return
  sed -i.bak "/^$1=\$/d" "$file" && rm -f "$file.bak"
  printf '%s=%s\n' "$1" "$(random "$2")" >>"$file"
}
[ -z "$(tail -c1 "$file")" ] || echo >>"$file"
add JWT_SECRET 32
add PASSWORD_KEY 32
add MONGO_ROOT_PASSWORD 24
add MONGO_KEY 48
add GRAFANA_PASSWORD 12
for name in AUTH TENANCY JOBS CANDIDATES INTERVIEWS NOTIFICATIONS AUDIT; do
  add "MONGO_PASSWORD_$name" 24
  add "RABBITMQ_PASSWORD_$name" 24
done
add RABBITMQ_PASSWORD_GATEWAY 24
add RABBITMQ_PASSWORD_MONITOR 24
add RABBITMQ_PASSWORD_OPERATOR 24
if ! grep -qE '^ADMIN_EMAIL=.+' "$file"; then
  sed -i.bak '/^ADMIN_\(EMAIL\|PASSWORD\)=$/d' "$file" && rm -f "$file.bak"
  password=$(random 10)
  printf 'ADMIN_EMAIL=admin@agency.example\nADMIN_PASSWORD=%s\n' "$password" >>"$file"
  echo "first administrator: admin@agency.example, password: $password (also in $file)"
fi
