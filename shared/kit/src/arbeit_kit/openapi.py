"""``python -m arbeit_kit.openapi <package> [--check] [--out docs/api]``: writes ``<service>.json``, the OpenAPI
description of ``<package>.app.create_service`` (or ``create``), without connecting to anything. ``--check`` only
compares (exit 1)."""

import argparse
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

_NOWHERE = {
    "MONGO_URL": "mongodb://127.0.0.1:1",
    "AMQP_URL": "amqp://127.0.0.1:1",
    "JWT_SECRET": "only-describes-0123456789-abcdefghijklmnop",
}


def describe(package: str) -> dict[str, Any]:
    """The OpenAPI document of that service."""
    missing = {name: value for name, value in _NOWHERE.items() if name not in os.environ}
    os.environ.update(missing)
    try:
        module = importlib.import_module(f"{package}.app")
        service = (getattr(module, "create_service", None) or module.create)()
    finally:
        for name in missing:
            del os.environ[name]
    document: dict[str, Any] = service.app.openapi()
    return document


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written or unchanged, 1 differs (with --check)."""
    parser = argparse.ArgumentParser(prog="python -m arbeit_kit.openapi")
    parser.add_argument("package", nargs="+")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("docs/api"))
    options = parser.parse_args(arguments)
    stale = False
    for package in options.package:
        target = options.out / f"{package.removeprefix('arbeit_')}.json"
        wanted = json.dumps(describe(package), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        if target.exists() and target.read_text("utf-8") == wanted:
            continue
        if options.check:
            sys.stderr.write(f"{target} is not what {package} says: run python -m arbeit_kit.openapi {package}\n")
            stale = True
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(wanted, "utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
