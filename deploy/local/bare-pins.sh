#!/usr/bin/env bash
# Fails when a lock file holds anything but names, versions, markers and hashes: a download address would tie the
# project to one package index. npm also writes down where each package may be paid for; that is an address too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

refused() { # refused WHAT LINES: says which lines of the pins may not be there
  [ -n "$2" ] || return 0
  printf '%s\n%s\n' "$1" "$2" >&2
  exit 1
}

for lock in requirements.lock deploy/local/tools.lock deploy/checks.lock frontend/package-lock.json; do
  [ -s "$lock" ] || refused "these pins are missing:" "$lock"
done

python_pin='([A-Za-z0-9._-]+(\[[a-z0-9,_-]+\])?==[^ ]+( ; [^\\:]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|)'
refused "these lines of the pins are more than version and hash:" \
  "$(grep -nEv "^$python_pin\$" requirements.lock deploy/local/tools.lock deploy/checks.lock || true)"

refused "these lines of the pins hold an address (npm run bare takes them out):" \
  "$(grep -nHE '://|"(resolved|funding)"' frontend/package-lock.json || true)"
