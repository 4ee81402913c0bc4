"""Settings from the environment. A missing or bad variable stops the start with one line that names it.

Contract section 8. Each service subclasses ServiceSettings, sets its own default port and adds what only it needs.
"""

import sys
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_PLACEHOLDERS = ("changeme", "change-me", "change_me", "replace-me", "replace_me", "your-secret", "your_secret")


def _secret(value: SecretStr) -> SecretStr:
    """A key that cannot be guessed: an attacker who knows it signs himself in as anybody."""
    plain = value.get_secret_value()
    if len(plain.encode()) < 32:
        raise ValueError("must have at least 32 bytes")
    if len(set(plain)) < 8 or any(word in plain.lower() for word in _PLACEHOLDERS):
        raise ValueError("must be random, not a placeholder (for example: openssl rand -hex 32)")
    return value


def _scheme(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        if not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
            raise ValueError("must start with " + " or ".join(f"{scheme}://" for scheme in schemes))
        return value.rstrip("/") if "http" in schemes else value

    return AfterValidator(check)


Secret = Annotated[SecretStr, AfterValidator(_secret)]
Url = Annotated[str, _scheme("http", "https")]


def addresses(value: str) -> tuple[str, ...]:
    """The base URLs of a service's replicas, from ``<SERVICE>_URL``: one, or several with commas between."""
    return tuple(word for word in value.replace(",", " ").split() if word)


def _replicas(value: str) -> str:
    found = addresses(value)
    if not found or not all(each.startswith(("http://", "https://")) for each in found):
        raise ValueError("must start with http:// or https:// (several addresses: commas between)")
    return ",".join(each.rstrip("/") for each in found)


Urls = Annotated[str, AfterValidator(_replicas)]

_S = TypeVar("_S", bound=BaseSettings)


class ServiceSettings(BaseSettings):
    """What every service reads. Field names are the variables' names in lower case, unless an alias says otherwise."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, populate_by_name=True, env_ignore_empty=True)

    mongo_url: Annotated[str, _scheme("mongodb", "mongodb+srv")]
    amqp_url: Annotated[str, _scheme("amqp", "amqps")]
    amqp_topology: Literal["declare", "given"] = "declare"
    """``declare``: every process makes exchanges, queues and bindings. ``given``: the operator does, from
    ``deploy/docker/rabbitmq/definitions.json``, and the account needs no right to (ADR 0014)."""
    jwt_secret: Secret
    jwt_secret_previous: Secret | None = None
    """Still verifies tokens, never signs: set to the old key while a new one is rolled out."""
    db_name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")] = "arbeit"
    """Each service's database is ``<DB_NAME>_<service>``."""
    commands_together: Annotated[int, Field(ge=1, le=100)] = 1
    """How many waiting commands may share one transaction; 1: each has its own. `make run` sets 16 for the local
    database, for which it was measured (ADR 0019)."""

    environment: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")] = "local"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    drain_delay: Annotated[float, Field(ge=0, le=60)] = 2
    """Seconds between SIGTERM (readiness off) and closing the door, so that whoever sends requests notices first."""
    otel_exporter_otlp_endpoint: Url | None = None
    frontend_url: Url = Field(
        default="http://localhost:8080", validation_alias=AliasChoices("REACT_APP_FRONTEND_URL", "frontend_url")
    )
    """Where people open the portal; links in mails start with it."""

    auth_url: Urls = "http://127.0.0.1:8101"
    tenancy_url: Urls = "http://127.0.0.1:8102"
    jobs_url: Urls = "http://127.0.0.1:8103"
    candidates_url: Urls = "http://127.0.0.1:8104"
    interviews_url: Urls = "http://127.0.0.1:8105"
    notifications_url: Urls = "http://127.0.0.1:8106"
    audit_url: Urls = "http://127.0.0.1:8107"


def load(cls: type[_S]) -> _S:
    """The settings of this process. When a variable is missing or bad: one line on stderr, exit status 2."""
    try:
        return cls()
    except ValidationError as error:
        sys.stderr.write(complaint(error) + "\n")
        raise SystemExit(2) from None


def complaint(error: ValidationError) -> str:
    """One line: each bad variable and why, never its value (it may be a password)."""
    found = []
    for entry in error.errors(include_input=False, include_url=False, include_context=False):
        variable = str(entry["loc"][0]).upper() if entry["loc"] else "the environment"
        why = "is missing" if entry["type"] == "missing" else entry["msg"].removeprefix("Value error, ")
        found.append(f"{variable} {why}" if why.startswith(("is ", "must ")) else f"{variable}: {why}")
    return "Cannot start: " + "; ".join(found) + ". See .env.example."
