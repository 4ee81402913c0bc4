"""Settings of the candidates service."""

from typing import Annotated

from pydantic import Field

from arbeit_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What the kit reads, on this service's port."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8104
