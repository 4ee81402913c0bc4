"""Settings of the tenancy service."""

from arbeit_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """Only the default port is its own."""

    port: int = 8102
