#!/usr/bin/env bash
# The portal's Node side, without asking: Node's packages as pinned, the checks, the build, a browser for the tests.
#
#   frontend.sh build      frontend/dist, when something it is made of has changed
#   frontend.sh modules    Node's packages and the list of routes, for two that come after it at the same time
#   frontend.sh check      lint, types
#   frontend.sh test       tests, build, size budgets
#   frontend.sh chromium   prints the path of a Chromium, if possible Debian's without windows, which it installs
#   frontend.sh dev        the system and, before it, a server of the sources with hot reload
#
# What is missing is installed with apt-get when that may be done (root on Debian); else one line says what to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

NODE_AT_LEAST=20.19
say() { printf 'frontend: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

apt_install() { # quietly; only root can
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "installing $* with apt-get"
  # Another of our commands may be installing at this moment: wait for it.
  set -- -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends "$@"
  { DEBIAN_FRONTEND=noninteractive apt-get install "$@" ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install "$@"; }; } >/dev/null 2>&1
}

quietly() { # prints what a command said only when it failed
  local output
  output=$("$@" 2>&1) || { printf '%s\n' "$output" >&2; return 1; }
}

node_fits() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number), [c, d] = process.argv[1].split(".").map(Number);
      process.exit(a > c || (a === c && b >= d) ? 0 : 1)' "$NODE_AT_LEAST"
}

need_node() {
  node_fits || { apt_install nodejs npm && node_fits; } ||
    die "Node $NODE_AT_LEAST or newer with npm is needed for the portal (found: $(node --version 2>/dev/null || echo none)). Install it, or build elsewhere and copy frontend/dist here."
}

# Packages exactly as pinned; again only when the pins or this folder's place have changed.
need_modules() {
  need_node
  local now stamp=frontend/node_modules/.pinned
  now=$({ pwd; node --version; cat frontend/package.json frontend/package-lock.json; } | cksum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  say "installing the pinned packages into frontend/node_modules"
  (cd frontend && quietly npm ci --no-audit --no-fund --loglevel=error) ||
    die "npm ci failed; is a package registry reachable (npm ping)?"
  printf '%s\n' "$now" >"$stamp"
}

run() { (cd frontend && npm run --silent "$@"); }

# By content: a checkout that touches every file builds nothing anew.
sources() {
  {
    printf '%s\n' "${REACT_APP_BACKEND_URL:-}" "${REACT_APP_FRONTEND_URL:-}"
    find frontend/src frontend/public frontend/scripts frontend/index.html frontend/*.ts frontend/*.json \
      -type f ! -name '*.test.ts*' ! -name 'routeTree.gen.ts' -print0 | LC_ALL=C sort -z | xargs -0 cksum
  } | cksum
}

build() {
  local now stamp=.cache/frontend-built
  now=$(sources)
  [ -f frontend/dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  need_modules
  say "building the portal"
  mkdir -p .cache
  rm -f "$stamp"
  quietly run build || die "the portal could not be built"
  printf '%s\n' "$now" >"$stamp"
}

modules() {
  need_modules
  run routes
}

check() {
  need_modules
  say "lint and types of the portal"
  run lint
  run types
}

tests() {
  need_modules
  say "tests of the portal"
  quietly run test
  build
  quietly run budget || die "a page is over its size budget (frontend/scripts/budget.mjs); \"npm run weigh\" shows what it loads"
}

browser() {
  local found
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    [ -x "$CHROMIUM_PATH" ] || die "CHROMIUM_PATH=$CHROMIUM_PATH is no program"
    printf '%s\n' "$CHROMIUM_PATH"
    return
  fi
  # Without the windows that nobody sees, the tests take two thirds of the time.
  bare() { found=$(command -v chromium-headless-shell); }
  whole() { found=$(command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome); }
  bare || { apt_install chromium-headless-shell fonts-liberation && bare; } ||
    whole || { apt_install chromium fonts-liberation && whole; } ||
    die "no Chromium found for the browser tests. Debian: apt-get install chromium-headless-shell; else set CHROMIUM_PATH=/path/to/chromium"
  printf '%s\n' "$found"
}

dev() {
  need_modules
  local port=${PORT:-8080} web=${WEB_PORT:-5173}
  # Links in mails lead to the pages with hot reload.
  PORT=$port REACT_APP_FRONTEND_URL="http://localhost:$web" .venv/bin/python -m arbeit_local run &
  local system=$!
  # shellcheck disable=SC2064 -- the id of now is meant
  trap "kill -TERM $system 2>/dev/null; wait $system 2>/dev/null" EXIT
  trap 'exit 130' INT TERM
  say "hot reload on http://localhost:$web"
  (cd frontend && VITE_API="http://127.0.0.1:$port" npx --no-install vite --port "$web" --strictPort --clearScreen false)
}

case ${1:-} in
  build | check | dev | modules) "$1" ;;
  test) tests ;;
  chromium) browser ;;
  *) die "usage: frontend.sh build|modules|check|test|chromium|dev" ;;
esac
