#!/usr/bin/env bash
# Makes .venv: Python packages exactly as pinned in requirements.lock, and our own packages editable on top.
#
# Needs a Python 3.11 or newer and nothing else; idempotent, and quick (about 30 ms) when nothing has changed.
# uv does the installing and comes itself from tools.lock, by version and hash. It follows the settings this machine has
# for pip (index, certificates), and where it still cannot reach the packages, pip installs the same pins.
#
#   PYTHON=/path/to/python3.11   uses that interpreter
#   FORCE=1                      starts over with a new .venv
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf 'bootstrap: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# ---- is there anything to do? --------------------------------------------------------------------------------------

members=()
for folder in shared/* services/* gateway deploy/local; do
  [ -f "$folder/pyproject.toml" ] && members+=("$folder")
done

# The folder's own path is part of the stamp: scripts and editable installs hold it, so a moved clone starts over.
fingerprint() {
  {
    pwd
    cat requirements.lock deploy/local/tools.lock deploy/local/bootstrap.sh "${members[@]/%//pyproject.toml}"
  } | cksum
}

stamp=.venv/.bootstrapped
now=$(fingerprint)
if [ -z "${FORCE:-}" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && .venv/bin/python -c '' 2>/dev/null; then
  exit 0
fi
rm -f "$stamp"

# ---- a Python ------------------------------------------------------------------------------------------------------

usable() { # runs (a pyenv shim may be there and refuse) and is new enough
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3.11 /usr/bin/python3.11 python3 python3.12 python3.13; do
    if usable "$candidate"; then
      printf '%s' "$candidate"
      return
    fi
  done
  die "no Python 3.11 found. Debian/Ubuntu: apt-get install python3.11 python3.11-venv; else install it and set PYTHON=/path/to/python3.11"
}

apt_install() { # quietly; only root can
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "installing $* with apt-get"
  { DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; }; } >/dev/null 2>&1
}

make_venv() {
  local python=$1 version
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  rm -rf .venv
  # Debian keeps ensurepip in a package of its own: without it "venv" makes half an environment and fails.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt_install "python$version-venv" || apt_install python3-venv || true
  fi
  "$python" -m venv .venv >/dev/null 2>&1 && return
  rm -rf .venv
  "$python" -m virtualenv -q .venv 2>/dev/null && return
  rm -rf .venv
  # The last way: an environment without pip, into which the system's pip installs from outside (pip >= 22.3).
  "$python" -m venv --without-pip .venv 2>/dev/null && "$python" -m pip --python .venv/bin/python --version >/dev/null 2>&1 && return
  rm -rf .venv
  die "cannot make a virtual environment. Debian/Ubuntu: apt-get install python$version-venv; elsewhere: $python -m pip install --user virtualenv"
}

if [ -n "${FORCE:-}" ] || ! usable .venv/bin/python; then
  python=$(find_python)
  make_venv "$python"
fi
venv=$PWD/.venv/bin/python
if "$venv" -m pip --version >/dev/null 2>&1; then
  pip() { "$venv" -m pip "$@"; }
else
  pip() { "${python:-$(find_python)}" -m pip --python "$venv" "$@"; }
fi

quietly() { # prints what a command said only when it failed
  local output
  output=$("$@" 2>&1) || { printf '%s\n' "$output" >&2; return 1; }
}

# ---- uv ------------------------------------------------------------------------------------------------------------

# In a folder of its own and not in .venv, which "uv pip sync" empties of everything that is not pinned.
tools=.cache/tools
uv=$PWD/$tools/bin/uv
if [ "$(cat "$tools/.lock" 2>/dev/null)" != "$(cksum <deploy/local/tools.lock)" ]; then
  rm -rf "$tools"
  mkdir -p "$tools"
  if quietly pip install -q --disable-pip-version-check --no-deps --require-hashes --target "$tools" -r deploy/local/tools.lock; then
    cksum <deploy/local/tools.lock >"$tools/.lock"
  else
    say "uv could not be installed; going on with pip alone"
  fi
fi

# uv does not read pip's settings. What this machine tells pip (mirror, certificates) is handed on for this run only,
# and never over what is set for uv itself.
setting() { pip config get "$1" 2>/dev/null || true; }
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
  index=${PIP_INDEX_URL:-$(setting global.index-url)}
  [ -n "$index" ] && export UV_DEFAULT_INDEX="$index"
fi
if [ -z "${SSL_CERT_FILE:-}" ]; then
  certificates=${PIP_CERT:-$(setting global.cert)}
  [ -n "$certificates" ] || certificates=/etc/ssl/certs/ca-certificates.crt
  [ -r "$certificates" ] && export SSL_CERT_FILE="$certificates"
fi
[ -n "${UV_CACHE_DIR:-}" ] || { [ -n "${HOME:-}" ] && mkdir -p "$HOME/.cache/uv" 2>/dev/null && [ -w "$HOME/.cache/uv" ]; } ||
  export UV_CACHE_DIR="$PWD/.cache/uv"
export VIRTUAL_ENV="$PWD/.venv" UV_NO_PROGRESS=1 UV_PYTHON_DOWNLOADS=never
unset UV_PYTHON UV_PROJECT_ENVIRONMENT PYTHONPATH PYTHONHOME

# ---- packages ------------------------------------------------------------------------------------------------------

editable=("${members[@]/#/-e./}")
say "installing the pinned packages into .venv"
if [ -x "$uv" ] && "$uv" pip sync -q --require-hashes requirements.lock; then
  "$uv" pip install -q --no-deps --no-build-isolation "${editable[@]}"
else
  say "installing with pip instead; this takes a minute"
  quietly pip install -q --disable-pip-version-check --require-hashes -r requirements.lock ||
    die "the packages of requirements.lock could not be installed; is a package index reachable (pip download fastapi)?"
  quietly pip install -q --disable-pip-version-check --no-deps --no-build-isolation "${editable[@]}"
fi

printf '%s\n' "$now" >"$stamp"
say "ready"
