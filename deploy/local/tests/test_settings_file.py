"""Every setting that a process reads stands in .env.example (contract section 8)."""

import importlib
import re

import pytest
from pydantic import AliasChoices
from pydantic_settings import BaseSettings

from arbeit_local.places import dotenv, root
from arbeit_local.system import SERVICES


@pytest.mark.parametrize("name", [*SERVICES, "gateway"])
def test_every_setting_is_documented(name: str) -> None:
    module = importlib.import_module(f"arbeit_{name}.settings")
    settings: type[BaseSettings] = module.Settings
    variables = set()
    for field, info in settings.model_fields.items():
        alias = info.validation_alias
        variables.add(str(alias.choices[0]) if isinstance(alias, AliasChoices) else str(alias or field).upper())
    documented = set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]*)=", (root() / ".env.example").read_text(), re.MULTILINE))
    assert not variables - documented


def test_copied_as_it_is_it_changes_nothing_but_the_log_level() -> None:
    assert dotenv(root() / ".env.example") == {"LOG_LEVEL": "INFO", "DB_NAME": "arbeit"}
