#!/usr/bin/env bash
# Judges what lies in deploy/ by the tools of those who will run it; tests/ of this folder hold what can be held without
# them. Each tool that cannot be had is named at the end, and only then is the result not complete.
#   hadolint, kubernetes-validate: from deploy/checks.lock into .cache; promtool: installed, or unpacked from Debian's
#   package; kubectl and docker compose: only when they are installed.
#   INSTALL=jobs also installs that service's image contents into an empty environment and starts it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cache=$PWD/.cache/deploy-checks
python=${PYTHON:-.venv/bin/python}
missing=()
step() { printf '== %s\n' "$*"; }

step "checkers"
if [ "$(cat "$cache/.lock" 2>/dev/null)" != "$(cksum <deploy/checks.lock)" ]; then
  rm -rf "$cache"
  "$python" -m venv "$cache" 2>/dev/null || "$python" -m virtualenv -q "$cache"
  "$cache/bin/python" -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r deploy/checks.lock
  cksum <deploy/checks.lock >"$cache/.lock"
fi

step "the events' package, installed alone: nothing else of ours comes with it, and the manual's example is a program"
alone=$(mktemp -d)
"$python" -m venv "$alone" 2>/dev/null || "$python" -m virtualenv -q "$alone"
"$alone/bin/python" -m pip install -q --disable-pip-version-check ./shared/events
(cd "$alone" && bin/python - "$OLDPWD/docs/events/README.md" <<'PYTHON'
import importlib.metadata, pathlib, re, sys
ours = [each.name for each in importlib.metadata.distributions() if each.name.startswith("arbeit")]
assert ours == ["arbeit-events"], ours
example = re.search(r"```python\n(import asyncio.*?)```", pathlib.Path(sys.argv[1]).read_text(), re.S).group(1)
exec(compile(example.replace("asyncio.run(subscriber.run())", ""), "example", "exec"))
PYTHON
)
rm -rf "$alone"

step "Dockerfile (hadolint)"
"$cache/bin/hadolint" deploy/docker/python.Dockerfile

step "Kubernetes schemas (resources of operators have none: KEDA, RabbitMQ, MongoDB)"
if command -v kubectl >/dev/null; then
  for overlay in dev production; do
    kubectl kustomize "deploy/kubernetes/overlays/$overlay" >"$cache/$overlay.yaml"
    "$cache/bin/kubernetes-validate" -k 1.32 --strict --quiet --no-warn "$cache/$overlay.yaml"
  done
else
  missing+=("kubectl: manifests not rendered")
fi

step "alert rules (promtool): each fires once, none on a healthy day"
promtool=$(command -v promtool || true)
if [ -z "$promtool" ] && command -v apt-get >/dev/null && command -v dpkg >/dev/null; then
  if [ ! -x "$cache/prometheus/usr/bin/promtool" ]; then
    scratch=$(mktemp -d)
    if (cd "$scratch" && apt-get download -qq prometheus >/dev/null 2>&1); then
      dpkg -x "$scratch"/prometheus_*.deb "$cache/prometheus"
    fi
    rm -rf "$scratch"
  fi
  [ -x "$cache/prometheus/usr/bin/promtool" ] && promtool="$cache/prometheus/usr/bin/promtool"
fi
if [ -n "$promtool" ]; then
  "$promtool" check rules deploy/observability/rules/arbeit.yml
  "$promtool" check config --syntax-only deploy/observability/prometheus.yml
  "$promtool" test rules deploy/observability/tests/alerts.test.yml
else
  missing+=("promtool: alerts not fired")
fi

step "docker-compose.yml"
if docker compose version >/dev/null 2>&1; then
  env=$(mktemp)
  deploy/docker/secrets.sh "$env" >/dev/null
  docker compose --env-file "$env" --profile observability config --quiet
  rm -f "$env"
else
  missing+=("docker compose: the file is judged by our own tests alone")
fi

if [ -n "${INSTALL:-}" ]; then
  step "the contents of the image of $INSTALL"
  target=$(mktemp -d)/arbeit
  member=services/$INSTALL
  [ "$INSTALL" = gateway ] && member=gateway
  sh deploy/docker/install.sh "$member" "$target"
  # Without settings it must refuse with its one line, which proves that it can be imported whole.
  said=$(env -i "$target/bin/arbeit" 2>&1 || true)
  case $said in "Cannot start: "*) ;; *) printf '%s\n' "$said" >&2; exit 1 ;; esac
  rm -rf "$(dirname "$target")"
fi

[ ${#missing[@]} -eq 0 ] || { printf 'not checked here: %s\n' "${missing[@]}"; }
echo "deploy: everything that could be checked here holds"
