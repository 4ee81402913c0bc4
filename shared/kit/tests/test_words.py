"""Invalid fields are told in the house's words: what the value must be, without Python's types and counted items."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from arbeit_kit.problem.translate import field_error
from arbeit_kit.text import Email, Flag, Integer, Name


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name = "x"
    code: Annotated[str, Field(min_length=2, max_length=3)] = "abc"
    status: Literal["open", "closed"] = "open"
    tags: Annotated[list[Name], Field(min_length=1, max_length=2)] = Field(default_factory=lambda: ["x"])
    at: AwareDatetime | None = None
    day: date = date(2026, 3, 1)
    openings: Annotated[Integer, Field(ge=1)] = 1
    urgent: Flag = False
    email: Email = "a@b.example"


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"name": " "}, "name", "must not be empty"),
        ({"name": "x" * 201}, "name", "must have at most 200 characters"),
        ({"name": 3}, "name", "must be a text"),
        ({"code": "a"}, "code", "must have at least 2 characters"),
        ({"status": "shut"}, "status", "must be 'open' or 'closed'"),
        ({"tags": []}, "tags", "must not be empty"),
        ({"tags": ["a", "b", "c"]}, "tags", "must have at most 2 entries"),
        ({"tags": ["a", ""]}, "tags[1]", "must not be empty"),
        ({"at": "soon"}, "at", "must be a time like 2026-03-01T09:00:00Z"),
        ({"at": "2026-03-01T09:00:00"}, "at", "must say its offset from UTC, like 2026-03-01T09:00:00Z"),
        ({"day": "tomorrow"}, "day", "must be a date like 2026-03-01"),
        ({"openings": 0}, "openings", "must be at least 1"),
        ({"openings": "3"}, "openings", "must be a whole number"),
        ({"urgent": "yes"}, "urgent", "must be true or false"),
        ({"email": "nobody"}, "email", "must be an e-mail address"),
        ({"salary": 1}, "salary", "is not a field that can be set here"),
    ],
)
def test_an_invalid_field_is_told_in_plain_words(body: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Form.model_validate(body)
    told = [field_error({**error, "loc": ("body", *error["loc"])}) for error in caught.value.errors()]
    assert [(one.field, one.message) for one in told] == [(field, words)]
