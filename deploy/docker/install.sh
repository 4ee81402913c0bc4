#!/bin/sh
# Installs one service, or the gateway, into an empty environment: exactly the pins of requirements.lock that it needs,
# and our packages as wheels. What the image runs; also run by a test, where there is no container engine.
#
#   install.sh MEMBER TARGET     for example: install.sh services/jobs /opt/arbeit
#
# Run at the top of a tree that has requirements.lock, deploy/docker/pins.py, deploy/local/tools.lock, shared/ and MEMBER.
set -eu
member=$1
target=$2
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# uv itself, and the backend that builds our wheels: by version and hash, like everything else.
"$python" -m venv "$work/tools"
"$python" deploy/docker/pins.py pick requirements.lock --name uv-build >"$work/build.txt"
"$work/tools/bin/python" -m pip install -q --disable-pip-version-check --no-deps --require-hashes \
  -r deploy/local/tools.lock -r "$work/build.txt"
uv="$work/tools/bin/uv"

# The resolver says which names belong together; versions and hashes come from the lock alone.
"$python" deploy/docker/pins.py wanted shared/events shared/kit "$member" >"$work/wanted.txt"
"$uv" pip compile -q --no-header --no-annotate --universal --python-version 3.11 \
  -c requirements.lock -o "$work/resolved.txt" "$work/wanted.txt"
"$python" deploy/docker/pins.py pick requirements.lock "$work/resolved.txt" >"$work/pins.txt"

"$uv" venv -q --python "$python" "$target"
VIRTUAL_ENV="$target" "$uv" pip sync -q --require-hashes --compile-bytecode "$work/pins.txt"

for one in shared/events shared/kit "$member"; do
  VIRTUAL_ENV="$work/tools" "$uv" build -q --wheel --no-build-isolation --no-sources -o "$work/wheels" "$one"
done
VIRTUAL_ENV="$target" "$uv" pip install -q --offline --no-deps --compile-bytecode "$work"/wheels/*.whl

# One name to start by, whatever the service: `arbeit --only api`.
module=arbeit_$(basename "$member")
printf '#!%s/bin/python\nimport runpy\n\nrunpy.run_module("%s", run_name="__main__", alter_sys=True)\n' "$target" "$module" >"$target/bin/arbeit"
chmod 755 "$target/bin/arbeit"
