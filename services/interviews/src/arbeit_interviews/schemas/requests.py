"""Bodies that people send. Whatever the server owns is no field here, so sending it is a 422 (contract section 1)."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from arbeit_interviews.domain.interview import Mode
from arbeit_interviews.domain.slot import MAX_SLOTS, Minutes
from arbeit_kit import ids
from arbeit_kit.text import Email, Flag, HttpsUrl, Integer, Line, Name, Text, absent

DEFAULT_ZONE = "Asia/Kolkata"
MAX_INTERVIEWERS = 10


def _text(value: object) -> object:
    """Text only: pydantic alone would take a number for seconds since 1970."""
    if not isinstance(value, str) or not 16 <= len(value) <= 40 or value[4] != "-":
        raise ValueError("must be a date and time such as 2026-01-31T10:30 or 2026-01-31T10:30:00+05:30")
    return value


SlotTime = Annotated[
    datetime,
    BeforeValidator(_text),
    WithJsonSchema(
        {
            "type": "string",
            "description": "RFC 3339 with an offset; or without one, as wall-clock time in `time_zone`.",
            "examples": ["2026-12-01T10:30:00+05:30", "2026-12-01T10:30"],
        }
    ),
]
Id = Annotated[Line, Field(min_length=1, max_length=ids.LONGEST)]
Zone = Annotated[Line, Field(min_length=1, max_length=64)]
Round = Annotated[Integer, Field(ge=1, le=20)]
Words = Annotated[Text, Field(min_length=1, max_length=2000)]


class SlotIn(BaseModel):
    """A time to offer. Without `end_time` it lasts `interview_duration` minutes."""

    model_config = ConfigDict(extra="forbid")

    start_time: SlotTime
    end_time: SlotTime | None = None


class InterviewerIn(BaseModel):
    """Somebody who asks the questions. His time is claimed under his e-mail address."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    email: Email


Slots = Annotated[list[SlotIn], Field(max_length=MAX_SLOTS)]
# A tag in brackets is left out of the field's path in an error answer (kit.problem).
Interviewer = Annotated[
    Annotated[InterviewerIn, Tag("(person)")] | Annotated[Email, Tag("(address)")],
    Discriminator(lambda value: "(address)" if isinstance(value, str) else "(person)"),
]
Interviewers = Annotated[list[Interviewer], Field(max_length=MAX_INTERVIEWERS)]


class InterviewCreate(BaseModel):
    """A new interview of a candidate. Job and client are the candidate's; when sent, they must be the same."""

    model_config = ConfigDict(extra="forbid")

    candidate_id: Id
    job_id: Id | None = None
    client_id: Id | None = None
    interview_mode: Mode = Mode.VIDEO
    interview_duration: Minutes = 60
    time_zone: Zone = DEFAULT_ZONE
    proposed_slots: Slots = []
    interview_round: Round = 1
    round_name: Name | None = None
    """Default: `Round <n>`."""
    meeting_link: HttpsUrl | None = None
    additional_instructions: Text | None = None
    interviewers: Interviewers = []
    draft: Flag = False
    """True: not yet shown to the candidate; publish it later with `PUT`."""


class InterviewUpdate(BaseModel):
    """Only the fields sent change. New slots lead to `Awaiting Candidate Confirmation` (from a draft too, unless
    `publish` is false); once a slot is booked they are fixed, and so are zone and duration."""

    model_config = ConfigDict(extra="forbid")

    interview_mode: Mode = absent()
    interview_duration: Minutes = absent()
    time_zone: Zone = absent()
    proposed_slots: Slots = absent()
    round_name: Name = absent()
    meeting_link: HttpsUrl | None = absent()
    additional_instructions: Text | None = absent()
    interviewers: Interviewers = absent()
    publish: Flag = absent()
    """True: publish the draft. False: keep it a draft although slots are sent."""


class BookSlot(BaseModel):
    """The slot to book. `reason` is needed when another slot is booked already."""

    model_config = ConfigDict(extra="forbid")

    slot_id: Id
    reason: Words | None = None


class DeclineSlots(BaseModel):
    """What the agency should know: when another time would suit."""

    model_config = ConfigDict(extra="forbid")

    message: Words


class MarkCompleted(BaseModel):
    """What the interviewers say."""

    model_config = ConfigDict(extra="forbid")

    feedback: Text | None = None
    rating: Annotated[int, Field(strict=True, ge=1, le=5)] | None = None


class Reason(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")

    reason: Words


class Hiring(BaseModel):
    """The offer, as text; it is not kept with the interview."""

    model_config = ConfigDict(extra="forbid")

    salary_offered: Annotated[Line, Field(max_length=100)] | None = None


class Nothing(BaseModel):
    """An action that takes no fields."""

    model_config = ConfigDict(extra="forbid")
