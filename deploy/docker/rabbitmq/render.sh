#!/bin/sh
# definitions.json with the passwords of the environment (RABBITMQ_PASSWORD_AUTH, ...), on standard output.
#   render.sh definitions.json
# Refuses a missing or odd password: one that is empty would let anybody in, one with quotes would break the file.
set -eu
text=$(cat "$1")
for name in $(printf '%s' "$text" | sed -n 's/.*{{PASSWORD_\([A-Z_]*\)}}.*/\1/p'); do
  eval "value=\${RABBITMQ_PASSWORD_$name:-}"
  case $value in
    '' | *[!A-Za-z0-9_.~-]*) echo "RABBITMQ_PASSWORD_$name must be set, of letters, digits and _.~- alone" >&2; exit 1 ;;
  esac
  [ "${#value}" -ge 16 ] || { echo "RABBITMQ_PASSWORD_$name must have at least 16 characters" >&2; exit 1; }
  text=$(printf '%s' "$text" | sed "s/{{PASSWORD_$name}}/$value/")
done
printf '%s\n' "$text"
