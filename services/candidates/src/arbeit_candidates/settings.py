"""Settings of the candidates service."""

from typing import Annotated

from pydantic import Field, SecretStr

from arbeit_kit.settings import ServiceSettings, Url


class Settings(ServiceSettings):
    """What the kit reads, on this service's port; and which model reads CVs, if any."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8104
    openai_api_key: SecretStr | None = None
    """Without it CVs are read by rule alone, and no byte of them leaves the service."""
    openai_base_url: Url | None = None
    """Any server with the same API."""
    openai_model: Annotated[str, Field(min_length=1, max_length=100)] = "gpt-6-luna"
    ai_tokens_per_day: Annotated[int, Field(ge=0)] = 2_000_000
    """Of one client's candidates, in and out together, by UTC day. 0: no model."""
