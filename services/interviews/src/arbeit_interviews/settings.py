"""Settings of the interviews service: nothing beyond what every service reads."""

from arbeit_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """Reads CANDIDATES_URL for the read-through of an application that was added a moment ago."""

    port: int = 8105
