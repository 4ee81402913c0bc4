"""The images: only the pins of the lock, only what a process needs, nothing written into them that should not be."""

import importlib.metadata
import re
import runpy
import subprocess
import sys
from typing import Any

import pytest
from packaging.requirements import Requirement

from arbeit_local.places import root
from arbeit_local.system import SERVICES

LOCK = (root() / "requirements.lock").read_text()
PINS: dict[str, Any] = runpy.run_path(str(root() / "deploy" / "docker" / "pins.py"))
DOCKERFILE = (root() / "deploy" / "docker" / "python.Dockerfile").read_text()


def closure(member: str) -> set[str]:
    """What a member needs on this machine, from the metadata of what is installed."""
    wanted: list[Requirement] = [Requirement(each) for each in PINS["wanted"](["shared/events", "shared/kit", member])]
    found: set[str] = set()
    while wanted:
        requirement = wanted.pop()
        name = PINS["canonical"](requirement.name)
        extras = requirement.extras or {""}
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        key = f"{name}[{','.join(sorted(requirement.extras))}]"
        if key in found:
            continue
        found.add(key)
        for text in importlib.metadata.requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                needed.marker = None
                wanted.append(needed)
    return {key.partition("[")[0] for key in found}


@pytest.mark.parametrize("member", [*(f"services/{name}" for name in SERVICES), "gateway"])
def test_the_lock_has_every_pin_that_a_process_needs(member: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root())
    names = closure(member)
    picked = PINS["pick"](LOCK, names)
    assert PINS["names"](picked) == names
    # Blocks of the lock itself, hashes and all; nothing for tests among them.
    assert all(line in LOCK for line in picked.splitlines())
    assert picked.count("--hash=sha256:") >= len(names)
    assert not names & {"pytest", "ruff", "mypy", "secantusdb", "hypothesis", "docker", "uv-build"}
    assert ("openai" in names) == (member == "services/candidates")
    assert ("aiohttp" in names) == (member in ("gateway", "services/notifications"))


def test_a_name_that_the_lock_does_not_have_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="nowhere"):
        PINS["pick"](LOCK, {"nowhere"})


def test_it_runs_where_nothing_is_installed() -> None:
    script = str(root() / "deploy" / "docker" / "pins.py")
    command = [sys.executable, "-I", "-S", script, "pick", "requirements.lock", "--name", "uv_build"]
    done = subprocess.run(command, cwd=root(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("uv-build==")


def test_the_image_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    final = DOCKERFILE[DOCKERFILE.index(" AS service") :]
    assert "USER 10001:10001" in final
    assert "HEALTHCHECK" in final
    assert "/healthz" in final
    assert "PYTHONDONTWRITEBYTECODE=1" in final
    for copied in re.findall(r"^COPY (?:--from=\S+ )?(.+)$", final, re.MULTILINE):
        assert "tests" not in copied


def test_no_file_of_ours_names_a_download_address() -> None:
    for file in (root() / "deploy" / "docker").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            found = re.findall(r"https?://[^\s'\"]+", file.read_text("utf-8"))
            assert all(address.startswith(("http://127.0.0.1", "http://localhost")) for address in found), file


def test_what_the_build_copies_is_let_through() -> None:
    allowed = [line[1:] for line in (root() / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    first = DOCKERFILE[: DOCKERFILE.index(" AS service")]
    copied = [word for line in re.findall(r"^COPY (?!--from)(.+)$", first, re.MULTILINE) for word in line.split()[:-1]]
    copied.append("docs/api/openapi.json")
    for source in copied:
        plain = source.replace("${MEMBER}", "services").rstrip("/*")
        assert any(plain == rule or plain.startswith(f"{rule}/") for rule in allowed), source
