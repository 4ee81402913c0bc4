"""Portal accounts."""

from typing import Annotated, Self

from pydantic import BaseModel, Field

from arbeit_auth.domain.account import Status
from arbeit_auth.domain.portal_user import PortalUser
from arbeit_auth.schemas import Body
from arbeit_auth.schemas.session import NewPassword
from arbeit_auth.schemas.users import Id, Phone
from arbeit_kit.text import Email, Flag, HttpsUrl, Integer, Line, Name, absent
from arbeit_kit.time import Instant

Years = Annotated[Integer, Field(ge=0, le=80)]


class _Profile(Body):
    email: Email
    name: Name
    phone: Phone | None = None
    linkedin_url: HttpsUrl | None = None
    current_company: Line | None = None
    experience_years: Years | None = None


class PortalRegister(_Profile):
    """A candidate registers himself."""

    password: NewPassword


class PortalUserCreate(_Profile):
    """Staff makes an account. A password given here works once."""

    linked_candidate_id: Id | None = None
    password: NewPassword | None = None


class PortalProfileUpdate(Body):
    """What a candidate may change of himself."""

    name: Name = absent()
    phone: Phone | None = absent()
    linkedin_url: HttpsUrl | None = absent()
    current_company: Line | None = absent()
    experience_years: Years | None = absent()


class PortalUserUpdate(PortalProfileUpdate):
    status: Status = absent()
    linked_candidate_id: Id | None = absent()


class ResetPortalPassword(Body):
    temporary: Flag = False
    """True: answer a password that works once. False: mail a link."""


class ResetOut(BaseModel):
    """``temporary_password`` is shown here once and stored nowhere; null when a link was mailed."""

    candidate_portal_id: str
    temporary_password: str | None
    link_sent: bool


class PortalMeOut(BaseModel):
    """A portal account as its owner sees it."""

    candidate_portal_id: str
    email: str
    name: str
    phone: str | None
    linkedin_url: str | None
    current_company: str | None
    experience_years: int | None
    must_change_password: bool
    email_verified: bool
    status: str
    linked_candidate_id: str | None
    created_at: Instant
    version: int

    @classmethod
    def of(cls, account: PortalUser) -> Self:
        fields = account.model_dump(include=set(cls.model_fields))
        return cls.model_validate({**fields, "email_verified": account.email_verified})


class PortalUserOut(PortalMeOut):
    """A portal account as staff sees it."""

    created_by: str | None
