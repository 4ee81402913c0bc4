"""Where things lie on this machine. Everything that is written at run time is below one data folder."""

import os
import re
from pathlib import Path

from arbeit_local.console import CannotStartError


def root() -> Path:
    """The top folder of the repository, found upwards from this file (the package is installed editable)."""
    for folder in Path(__file__).resolve().parents:
        if (folder / "requirements.lock").exists():
            return folder
    raise CannotStartError("the repository's top folder was not found; install with `make run` from a clone")


def data_folder() -> Path:
    """The folder of `make run`: `DATA_DIR` when set, else `.data` at the top of the repository."""
    named = os.environ.get("DATA_DIR")
    return Path(named).resolve() if named else root() / ".data"


def private_folder(path: Path) -> Path:
    """Makes a folder that only its owner can read, and returns it."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def dotenv(path: Path) -> dict[str, str]:
    """The settings of a `.env` file: `NAME=value` lines, `#` comments, optional quotes. Absent file: none."""
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        match = re.fullmatch(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*", line)
        if match:
            value = match[2]
            if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
                value = value[1:-1]
            else:
                value = re.sub(r"(^|\s+)#.*$", "", value)
            if value:
                found[match[1]] = value
    return found
