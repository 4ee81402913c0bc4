"""The pins hold what the members ask for, by version and hash, and no address (contract of the house: 'Locks')."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
CHECK = ROOT / "deploy/local/bare-pins.sh"
MEMBERS = [*ROOT.glob("shared/*"), *ROOT.glob("services/*"), ROOT / "gateway", ROOT / "deploy/local"]


def pins() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", line) for line in lines)
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def asked() -> list[tuple[str, Requirement]]:
    top = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [("the root", text) for text in top["dependency-groups"]["dev"]]
    for member in MEMBERS:
        file = member / "pyproject.toml"
        if file.exists():
            wanted += [(member.name, text) for text in tomllib.loads(file.read_text())["project"]["dependencies"]]
    found = [(where, Requirement(text)) for where, text in wanted]
    return [(where, one) for where, one in found if not one.name.startswith("arbeit-")]


def test_every_dependency_is_pinned_at_a_version_that_was_asked_for() -> None:
    have = pins()
    stale = [
        f"{where}: {one} but the lock has {have.get(canonicalize_name(one.name), 'nothing')}"
        for where, one in asked()
        if not one.specifier.contains(have.get(canonicalize_name(one.name), "0"), prereleases=True)
    ]
    assert not stale, "run `make lock`:\n" + "\n".join(stale)


def test_our_own_packages_are_not_pinned() -> None:
    assert not [name for name in pins() if name.startswith("arbeit-")]


LOCKS = ("requirements.lock", "deploy/local/tools.lock", "deploy/checks.lock", "frontend/package-lock.json")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tree with nothing but the check and the pins it judges."""
    for name in ("deploy/local/bare-pins.sh", *LOCKS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def refusal(copy: Path) -> str:
    done = subprocess.run(["bash", "deploy/local/bare-pins.sh"], cwd=copy, capture_output=True, check=False)
    assert (done.returncode == 0) == (not done.stderr), done
    return done.stderr.decode()


def test_the_pins_of_the_project_are_bare(copy: Path) -> None:
    assert refusal(copy) == ""


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links /somewhere",
        "fastapi @ https://packages.example/fastapi-0.1-py3-none-any.whl",
        "fastapi==0.1",
        "-e file:///somewhere",
    ],
)
@pytest.mark.parametrize("lock", LOCKS[:3])
def test_a_pin_with_an_address_or_without_a_hash_is_refused(lock: str, line: str, copy: Path) -> None:
    (copy / lock).write_text(f"{line}\n" + (copy / lock).read_text())
    assert f"{lock}:1:{line}" in refusal(copy)


@pytest.mark.parametrize(
    "entry",
    [
        '"resolved": "https://packages.example/react.tgz"',
        '"funding": {',
        '"url": "https://pay.example"',
    ],
)
def test_an_address_among_the_portals_pins_is_refused(entry: str, copy: Path) -> None:
    lock = copy / "frontend/package-lock.json"
    lock.write_text(lock.read_text().replace('"license": "MIT",', f'"license": "MIT",\n      {entry},', 1))
    assert entry in refusal(copy)


@pytest.mark.parametrize("lock", LOCKS)
def test_missing_pins_are_not_bare_pins(lock: str, copy: Path) -> None:
    (copy / lock).unlink()
    assert lock in refusal(copy)
