"""Settings of the candidates service."""

from typing import Annotated

from pydantic import Field, SecretStr

from arbeit_candidates.cv.turns import default_pace
from arbeit_kit.settings import ServiceSettings, Url


class Settings(ServiceSettings):
    """What the kit reads, on this service's port; and which model reads CVs, if any."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8104
    cvs_per_second: Annotated[float, Field(ge=0, le=1000)] = default_pace()
    """Read by each process, so that who works elsewhere hardly feels fifty files dropped at once. 0: no limit."""
    openai_api_key: SecretStr | None = None
    """Without it CVs are read by rule alone, and no byte of them leaves the service."""
    openai_base_url: Url | None = None
    """Any server with the same API."""
    openai_model: Annotated[str, Field(min_length=1, max_length=100)] = "gpt-6-luna"
    ai_tokens_per_day: Annotated[int, Field(ge=0)] = 2_000_000
    """Of one client's candidates, in and out together, by UTC day. 0: no model."""
