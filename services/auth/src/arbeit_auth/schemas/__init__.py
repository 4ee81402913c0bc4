"""What goes in and out over HTTP. Requests refuse unknown fields; answers are full and hold no secret but the named."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """Base of every request body: a field that is not named here is refused, so nothing is set by accident."""

    model_config = ConfigDict(extra="forbid")
