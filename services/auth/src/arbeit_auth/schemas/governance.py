"""Roles and the access matrix."""

from typing import Annotated, Self

from pydantic import BaseModel, Field

from arbeit_auth.domain.role import Role
from arbeit_auth.schemas import Body
from arbeit_auth.schemas.users import Id
from arbeit_kit.text import Flag, Name, Text, absent
from arbeit_kit.time import Instant

Flags = Annotated[dict[str, Flag], Field(max_length=100, description="`{permission: true}`; what is left out is off.")]
Description = Annotated[Text, Field(max_length=2000)]
RoleName = Annotated[Name, Field(max_length=100)]


class RoleCreate(Body):
    role_name: RoleName
    description: Description = ""
    permissions: Flags
    client_id: Id | None = None


class RoleUpdate(Body):
    """``permissions`` replaces all flags. A role stays with its client."""

    role_name: RoleName = absent()
    description: Description = absent()
    permissions: Flags = absent()


class RoleOut(BaseModel):
    role_id: str
    role_name: str
    description: str
    permissions: dict[str, bool]
    client_id: str | None
    is_system_role: bool
    created_at: Instant
    version: int

    @classmethod
    def of(cls, role: Role) -> Self:
        fields = role.model_dump(include=set(cls.model_fields))
        return cls.model_validate({**fields, "permissions": role.permissions})


class Cell(BaseModel):
    """Whether one permission is granted, how far it reaches (``all``, ``own_client``, ``own_records``,
    ``visible_to_caller``; ``none`` when it is not granted), and the rule that says so."""

    permission: str
    granted: bool
    scope: str
    rule: str


class MatrixRow(BaseModel):
    role_id: str
    role_name: str
    client_id: str | None
    is_system_role: bool
    cells: list[Cell]


class MatrixUser(BaseModel):
    user_id: str
    name: str
    role: str
    role_id: str | None
    client_id: str | None
    status: str
    cells: list[Cell]


class AccessMatrix(BaseModel):
    """Every role (of this page) by every permission; with ``user_id`` that person instead."""

    permissions: list[str]
    items: list[MatrixRow]
    user: MatrixUser | None
    next_cursor: str | None
