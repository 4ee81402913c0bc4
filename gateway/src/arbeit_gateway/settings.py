"""The gateway's settings, from the environment. Times in seconds, rates per second, sizes in bytes."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from arbeit_gateway.routes import SERVICES
from arbeit_kit.settings import Secret, Urls, addresses


def _words(value: object) -> object:
    return [word for word in value.replace(",", " ").split() if word] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
Networks = Annotated[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...], NoDecode, BeforeValidator(_words)]


class Settings(BaseSettings):
    """Field names are the variables' names in lower case."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, populate_by_name=True, env_ignore_empty=True)

    jwt_secret: Secret
    jwt_secret_previous: Secret | None = None
    amqp_url: str | None = None
    """Revocations arrive over it. Without it (or while it is down) a revoked token is refused by the services alone."""
    amqp_topology: Literal["declare", "given"] = "declare"
    """As in the services: ``given`` where the operator has made the exchanges (ADR 0014)."""
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Where ``/metrics`` answers, on HOST. A port of its own: what the door's port serves, the world can read."""
    environment: str = "local"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    access_log: bool = True
    """One JSON line per request. Refusals of the gateway and failures of a service are logged in any case."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    spa_dir: Path = Path("frontend/dist")
    openapi_file: Path = Path("docs/api/openapi.json")

    auth_url: Urls = "http://127.0.0.1:8101"
    tenancy_url: Urls = "http://127.0.0.1:8102"
    jobs_url: Urls = "http://127.0.0.1:8103"
    candidates_url: Urls = "http://127.0.0.1:8104"
    interviews_url: Urls = "http://127.0.0.1:8105"
    notifications_url: Urls = "http://127.0.0.1:8106"
    audit_url: Urls = "http://127.0.0.1:8107"

    allowed_origins: Words = ()
    """Other origins whose pages may call the API with the refresh cookie, such as a development server's."""
    trusted_proxies: Networks = ()
    """Networks of reverse proxies in front of the gateway. Only from these is X-Forwarded-For/-Proto believed."""

    rate_user: Annotated[float, Field(ge=0)] = 20
    rate_user_burst: Annotated[int, Field(ge=1)] = 40
    rate_address: Annotated[float, Field(ge=0)] = 50
    rate_address_burst: Annotated[int, Field(ge=1)] = 100
    rate_credentials: Annotated[float, Field(ge=0)] = 1
    rate_credentials_burst: Annotated[int, Field(ge=1)] = 20
    streams_per_user: Annotated[int, Field(ge=1)] = 5

    connect_timeout: Annotated[float, Field(gt=0)] = 1
    read_timeout: Annotated[float, Field(gt=0)] = 10
    request_deadline: Annotated[float, Field(gt=0)] = 15
    bulk_timeout: Annotated[float, Field(gt=0)] = 60
    download_deadline: Annotated[float, Field(gt=0)] = 600
    compose_timeout: Annotated[float, Field(gt=0)] = 2
    breaker_failures: Annotated[int, Field(ge=1)] = 5
    breaker_window: Annotated[float, Field(gt=0)] = 10
    breaker_open: Annotated[float, Field(gt=0)] = 5
    connections_per_service: Annotated[int, Field(ge=1)] = 100
    drain_delay: Annotated[float, Field(ge=0)] = 2
    """Between SIGTERM (readiness off) and closing the door, so that a load balancer notices first."""
    drain_timeout: Annotated[float, Field(gt=0)] = 25

    def upstreams(self) -> dict[str, tuple[str, ...]]:
        """Service name -> the base URLs of its replicas."""
        return {name: addresses(getattr(self, f"{name}_url")) for name in SERVICES}
