"""Bodies that people send. Whatever the server owns is no field here, so sending it is a 422 (contract section 1)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from arbeit_candidates.domain.status import Status
from arbeit_candidates.domain.words import fold
from arbeit_kit.text import Email, Flag, HttpsUrl, Integer, Line, Name, Number, Text, absent

Skill = Annotated[Line, Field(min_length=1, max_length=80)]
Phone = Annotated[Line, Field(max_length=40, pattern=r"^\+?[0-9 ()./x-]{3,40}$")]

_Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Value = Flag | Integer | Number | Text | Annotated[list[Line], Field(max_length=50)] | None
Entry = Annotated[dict[_Key, _Value], Field(max_length=20)]
"""One line of experience or education: flat, plain names. The portal shows `title`, `company`, `location`,
`start_date`, `end_date`, `description`; `degree`, `institution`, `field`, `start_year`, `end_year`."""


def _distinct(skills: list[str]) -> list[str]:
    """The same skill in two spellings counts once; the first spelling stays."""
    return list({fold(skill): skill for skill in reversed(skills)}.values())[::-1]


Skills = Annotated[list[Skill], Field(max_length=100), AfterValidator(_distinct)]
Entries = Annotated[list[Entry], Field(max_length=50)]


ProfileField = Literal[
    "name", "email", "phone", "linkedin", "current_role", "skills", "experience", "education", "summary"
]


class CandidateCreate(BaseModel):
    """A new application, typed by hand."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    email: Email
    phone: Phone | None = None
    linkedin: HttpsUrl | None = None
    current_role: Line | None = None
    skills: Skills = Field(default_factory=list)
    experience: Entries = Field(default_factory=list)
    education: Entries = Field(default_factory=list)
    summary: Text | None = None


class CandidateUpdate(BaseModel):
    """Only the fields sent change. `null` clears an optional one."""

    model_config = ConfigDict(extra="forbid")

    name: Name = absent()
    email: Email = absent()
    phone: Phone | None = absent()
    linkedin: HttpsUrl | None = absent()
    current_role: Line | None = absent()
    skills: Skills = absent()
    experience: Entries = absent()
    education: Entries = absent()
    summary: Text | None = absent()
    accepted_fields: Annotated[list[ProfileField], Field(max_length=9)] = absent()
    """Profile fields that a person has looked at and takes as they are: reading a CV never changes them again."""
    status: Status = absent()
    status_reason: Annotated[Text, Field(max_length=2000)] | None = absent()
    """Why: required for a rejection and for every way back from REJECTED and SELECTED."""


class Withdrawal(BaseModel):
    """Why, if the candidate likes to say; the agency reads it."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Text, Field(max_length=1000)] | None = None
