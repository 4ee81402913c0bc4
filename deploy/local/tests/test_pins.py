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
def test_a_pin_with_an_address_or_without_a_hash_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "deploy/local").mkdir(parents=True)
    (tmp_path / "deploy/local/bare-pins.sh").write_bytes(CHECK.read_bytes())
    (tmp_path / "deploy/local/tools.lock").write_text((ROOT / "deploy/local/tools.lock").read_text())
    good = (ROOT / "requirements.lock").read_text()
    for text, status in ((good, 0), (f"{line}\n{good}", 1)):
        (tmp_path / "requirements.lock").write_text(text)
        done = subprocess.run(["bash", "deploy/local/bare-pins.sh"], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == status, done.stderr.decode()
