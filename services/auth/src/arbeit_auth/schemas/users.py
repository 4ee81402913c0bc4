"""Internal users."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field

from arbeit_auth.domain.account import Status
from arbeit_auth.domain.permissions import BaseRole
from arbeit_auth.domain.user import User
from arbeit_auth.schemas import Body
from arbeit_auth.schemas.session import NewPassword
from arbeit_kit import ids
from arbeit_kit.text import Email, Line, Name, absent
from arbeit_kit.time import Instant

Phone = Annotated[Line, Field(max_length=40)]
Id = Annotated[str, Field(min_length=1, max_length=ids.LONGEST)]


class Register(Body):
    """``POST /api/auth/register``. Without a password a link to set one is mailed."""

    email: Email
    name: Name
    phone: Phone | None = None
    role: BaseRole
    role_id: Id | None = None
    client_id: Id | None = None
    password: NewPassword | None = None


class ClientUserCreate(Body):
    """The client comes from the path."""

    email: Email
    name: Name
    phone: Phone | None = None
    role: Literal["client_user"] = "client_user"
    role_id: Id | None = None
    password: NewPassword | None = None


class ClientUserUpdate(Body):
    name: Name = absent()
    phone: Phone | None = absent()
    role_id: Id | None = absent()
    status: Status = absent()


class UserUpdate(ClientUserUpdate):
    role: BaseRole = absent()
    client_id: Id | None = absent()


class ProfileUpdate(Body):
    """What a person may change of himself."""

    name: Name = absent()
    phone: Phone | None = absent()


class UserOut(BaseModel):
    """A user as administrators see him."""

    user_id: str
    email: str
    name: str
    phone: str | None
    role: str
    role_id: str | None
    client_id: str | None
    status: str
    must_change_password: bool
    created_at: Instant
    created_by: str | None
    version: int

    @classmethod
    def of(cls, user: User) -> Self:
        return cls.model_validate(user.model_dump(include=set(cls.model_fields)))


class MeOut(UserOut):
    """A user as he sees himself; ``permissions`` are those he holds now."""

    permissions: list[str]

    @classmethod
    def with_permissions(cls, user: User, permissions: list[str]) -> Self:
        return cls(**UserOut.of(user).model_dump(), permissions=permissions)
