#!/usr/bin/env bash
# Fails when a lock file holds anything but names, versions, markers and hashes: a download address would tie the
# project to one package index.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bad=$(grep -nEv '^([A-Za-z0-9._-]+(\[[a-z0-9,_-]+\])?==[^ ]+( ; [^\\:]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|)$' requirements.lock deploy/local/tools.lock deploy/checks.lock) || true
if [ -n "$bad" ]; then
  printf 'these lines of the pins are more than version and hash:\n%s\n' "$bad" >&2
  exit 1
fi
