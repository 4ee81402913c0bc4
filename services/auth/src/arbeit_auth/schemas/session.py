"""Log-in, tokens, sessions, passwords."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from arbeit_auth.schemas import Body
from arbeit_kit.text import Email
from arbeit_kit.time import Instant

U = TypeVar("U", bound=BaseModel)

NewPassword = Annotated[
    str,
    Field(
        description="12 to 128 characters in any script; neither the e-mail nor a common password.",
        json_schema_extra={"format": "password"},
    ),
]
Typed = Annotated[str, Field(json_schema_extra={"format": "password"})]
"""A password as it was typed: anything is taken, and then right or wrong."""


class LogIn(Body):
    email: str
    """Any text: what is no address is nobody's, and answered like a wrong password."""
    password: Typed


class ChangePassword(Body):
    current_password: Typed
    new_password: NewPassword


class ForgotPassword(Body):
    email: Email


class ResetPassword(Body):
    token: Annotated[str, Field(max_length=200, description="From the mailed link.")]
    new_password: NewPassword


class VerifyEmail(Body):
    token: Annotated[str, Field(max_length=200, description="From the mailed link.")]


class LoggedInOut(BaseModel, Generic[U]):
    """The refresh token is not here: it travels in an HttpOnly cookie alone."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: Annotated[int, Field(description="Seconds.")]
    must_change_password: bool
    user: U


class TokenOut(BaseModel):
    access_token: str
    token_type: Literal["bearer"]
    expires_in: int
    must_change_password: bool


class SessionOut(BaseModel):
    session_id: str
    created_at: Instant
    last_used_at: Instant
    ends_at: Instant
    address: str
    agent: str
    current: bool


class AcceptedOut(BaseModel):
    """The same for every address, known or not."""

    detail: str
