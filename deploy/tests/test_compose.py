"""docker-compose.yml agrees with what the processes read, with the accounts of the stores, and with itself.

No engine runs here: that the containers come up is not proved. `make deploy-check` lets Docker's own client judge the
file where it can.
"""

import importlib
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import AliasChoices
from pydantic_settings import BaseSettings

from arbeit_events import topology
from arbeit_kit.messaging import definitions
from arbeit_local.places import root
from arbeit_local.system import SERVICES

COMPOSE: dict[str, Any] = yaml.safe_load((root() / "docker-compose.yml").read_text())
EVERYTHING = [*SERVICES, "gateway"]
DOCUMENTED = (root() / ".env.example").read_text()


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What deploy/docker/secrets.sh writes for a folder that has nothing."""
    file = tmp_path_factory.mktemp("secrets") / ".env"
    made(file)
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if line)


def made(file: Path) -> str:
    script = root() / "deploy" / "docker" / "secrets.sh"
    return subprocess.run([str(script), str(file)], capture_output=True, text=True, check=True).stdout


def filled(text: str, variables: dict[str, str]) -> str:
    """Compose's own interpolation: ${NAME:-default} and ${NAME:?message}."""

    def value(match: re.Match[str]) -> str:
        name, operator, rest = match.groups()
        if variables.get(name):
            return variables[name]
        if operator == ":?":
            raise KeyError(name)
        return rest or ""

    return re.sub(r"\$\{([A-Z_]+)(:-|:\?)?([^}]*)\}", value, text)


def environment(name: str, variables: dict[str, str]) -> dict[str, str]:
    given = COMPOSE["services"][name]["environment"]
    return {key: filled(str(value), variables) for key, value in given.items()}


def variables_of(settings: type[BaseSettings]) -> set[str]:
    found = set()
    for field, info in settings.model_fields.items():
        alias = info.validation_alias
        found.add(str(alias.choices[0]) if isinstance(alias, AliasChoices) else str(alias or field).upper())
    return found


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_process_starts_with_its_environment(
    name: str, secrets: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = environment(name, secrets)
    settings: type[BaseSettings] = importlib.import_module(f"arbeit_{name}.settings").Settings
    unknown = set(given) - variables_of(settings) - {"ENVIRONMENT", "REACT_APP_FRONTEND_URL", "DB_NAME"}
    assert unknown <= {"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"} | {
        variable for variable in given if variable.startswith(("PICA_", "OTEL_"))
    }, f"{name} does not read {unknown}"
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    loaded = settings()
    assert loaded.amqp_topology == "given"
    for peer in SERVICES:
        assert getattr(loaded, f"{peer}_url") == f"http://{peer}:8000"


@pytest.mark.parametrize("name", list(SERVICES))
def test_a_service_signs_in_with_its_own_accounts(name: str, secrets: dict[str, str]) -> None:
    given = environment(name, secrets)
    password = secrets[f"MONGO_PASSWORD_{name.upper()}"]
    assert given["MONGO_URL"] == f"mongodb://{name}:{password}@mongo:27017/?replicaSet=rs0&authSource=arbeit_{name}"
    broker = secrets[f"RABBITMQ_PASSWORD_{name.upper()}"]
    assert given["AMQP_URL"] == f"amqp://{name}:{broker}@rabbitmq:5672/{definitions.VHOST}"
    others = {value for key, value in secrets.items() if key.startswith(("MONGO_P", "MONGO_R", "MONGO_K", "RABBITMQ_"))}
    known = " ".join(given.values())
    assert {secret for secret in others if secret in known} == {password, broker}


def test_the_stores_know_every_account(secrets: dict[str, str]) -> None:
    users = {f"RABBITMQ_PASSWORD_{user['name'].upper()}" for user in definitions.definitions()["users"]}
    assert users <= set(environment("rabbitmq", secrets))
    assert {f"MONGO_PASSWORD_{name.upper()}" for name in topology.SUBSCRIBERS} <= set(environment("accounts", secrets))


def test_secrets_are_made_once_and_each_its_own(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("JWT_SECRET=kept-as-it-is-0123456789abcdef0123\nADMIN_EMAIL=\nADMIN_PASSWORD=\nPORT=")
    assert "password" in made(file)
    first = file.read_text()
    assert made(file) == ""
    assert file.read_text() == first
    assert "JWT_SECRET=kept-as-it-is-0123456789abcdef0123\n" in first
    assert file.stat().st_mode & 0o077 == 0 or first.startswith("JWT_SECRET=kept")
    values = [line.split("=", 1)[1] for line in first.splitlines() if "PASSWORD" in line]
    assert len(values) == len(set(values))
    assert all(values)


def test_a_missing_secret_stops_compose_with_what_to_do() -> None:
    for name in (*EVERYTHING, "mongo", "rabbitmq", "accounts"):
        for value in COMPOSE["services"][name]["environment"].values():
            for variable, message in re.findall(r"\$\{([A-Z_]+):\?([^}]*)\}", str(value)):
                assert message == "run deploy/docker/secrets.sh first", variable


def test_every_variable_is_documented() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", (root() / "docker-compose.yml").read_text()))
    documented = set(re.findall(r"\b([A-Z][A-Z_]*)=", DOCUMENTED))
    per_service = re.compile(r"(MONGO|RABBITMQ)_PASSWORD_\w+")
    assert {name for name in used if not per_service.fullmatch(name)} <= documented


@pytest.mark.parametrize("name", EVERYTHING)
def test_our_containers_are_hardened_and_drain(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    # The gateway waits 2 s, then up to 25 s for what is in flight.
    assert int(service["stop_grace_period"].removesuffix("s")) >= 30


def test_only_the_door_is_open_to_other_machines() -> None:
    for name, service in COMPOSE["services"].items():
        for port in service.get("ports", []):
            assert name == "gateway" or port.startswith("127.0.0.1:"), name
    for store in ("mongo", "accounts"):
        assert COMPOSE["services"][store]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_what_is_mounted_is_there() -> None:
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (root() / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]
    for name in EVERYTHING:
        build = COMPOSE["services"][name]["build"]
        assert (root() / build["dockerfile"]).exists()
        assert build["args"]["SERVICE"] == name


def test_the_database_is_a_replica_set_with_a_key_and_short_transactions() -> None:
    start = (root() / "deploy" / "docker" / "mongo" / "start.sh").read_text()
    for needed in ("--replSet rs0", "--keyFile", "transactionLifetimeLimitSeconds=10"):
        assert needed in start


@pytest.mark.parametrize("script", sorted((root() / "deploy" / "docker").rglob("*.sh")), ids=lambda path: path.name)
def test_scripts_parse(script: Path) -> None:
    shell = "bash" if "bash" in script.read_text().splitlines()[0] else "sh"
    assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0
