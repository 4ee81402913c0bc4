"""The published language as a whole: complete, additive, free of secrets, and equal to the committed schemas."""

import copy
import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from arbeit_events import asyncapi, registry, schemas
from arbeit_events.candidates import CandidateUpdated
from arbeit_events.commands import SendOneTimeLink

COMMITTED = Path(__file__).parents[3] / "docs" / "events" / "schemas"

CONTRACT = {
    "auth": "UserRegistered UserUpdated UserDeleted UserLoggedIn UserLoggedOut UserLoginFailed PasswordChanged "
    "CredentialsRevoked PortalUserCreated PortalUserUpdated PortalUserDeleted PortalUserVerified RoleCreated "
    "RoleUpdated RoleDeleted",
    "tenancy": "ClientCreated ClientUpdated ClientDeleted",
    "jobs": "JobCreated JobUpdated JobStatusChanged JobFilled",
    "candidates": "CandidateCreated CandidateUpdated CandidateStatusChanged CandidateDeleted CvUploaded CvParsed "
    "CvParseFailed CandidateStoryGenerated SelectionNotificationRequested",
    "interviews": "InterviewCreated InterviewUpdated InterviewSlotBooked InterviewRescheduled InterviewSlotsDeclined "
    "InterviewInviteRequested InterviewScheduled InterviewCompleted InterviewPassed InterviewFailed InterviewNoShow "
    "InterviewCancelled HiringInitiated",
    "notifications": "NotificationCreated EmailSent EmailFailed InterviewInviteDelivered InterviewInviteFailed "
    "WebhookCreated WebhookUpdated WebhookSecretRotated WebhookPaused WebhookTested WebhookDeleted",
    "audit": "AuditLogExported",
}

HARMLESS = {"meeting_link", "to_hash"}
"""A meeting's address is for its guests, and a keyed hash of an address opens nothing."""

PERSONAL = {"email", "phone", "linkedin", "candidate_name", "candidate_email", "feedback", "filename", "email_hint"}


def _fields(model: type[BaseModel], inside: frozenset[type] = frozenset()) -> Iterator[tuple[type[BaseModel], str]]:
    for name, field in model.model_fields.items():
        yield model, name
        for part in _models_in(field.annotation):
            if part not in inside:
                yield from _fields(part, inside | {model})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    arguments = typing.get_args(annotation)
    if not arguments and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in arguments:
        yield from _models_in(argument)


def test_the_registry_holds_exactly_the_contracts_events() -> None:
    wanted = {f"arbeit.{service}.{name}.v1" for service, names in CONTRACT.items() for name in names.split()}
    assert set(registry.EVENTS) == wanted


@pytest.mark.parametrize("kind", registry.EVENTS)
def test_no_event_carries_a_secret(kind: str) -> None:
    for owner, name in _fields(registry.EVENTS[kind]):
        last = name.rsplit("_", 1)[-1]
        assert name in HARMLESS or last not in {"password", "token", "hash", "link", "secret"}, f"{owner}.{name}"


def test_the_one_secret_is_a_private_command() -> None:
    assert "link" in SendOneTimeLink.model_fields
    assert SendOneTimeLink.event_type() in registry.COMMANDS
    assert SendOneTimeLink.event_type() not in registry.EVENTS


@pytest.mark.parametrize("kind", registry.EVENTS)
def test_every_event_says_what_it_means(kind: str) -> None:
    assert registry.EVENTS[kind].__dict__["__doc__"]


@pytest.mark.parametrize("kind", registry.EVENTS)
def test_personal_fields_are_marked(kind: str) -> None:
    for owner, name in _fields(registry.EVENTS[kind]):
        if name in PERSONAL:
            extra = owner.model_fields[name].json_schema_extra
            assert isinstance(extra, dict), f"{owner}.{name}"
            assert extra["x-pii"] is True


def test_the_committed_schemas_are_current() -> None:
    assert schemas.check(COMMITTED) == []


def test_the_committed_asyncapi_is_current() -> None:
    assert asyncapi.main(["--check", "--out", str(COMMITTED.parent / "asyncapi.json")]) == 0


def test_the_models_only_grew_since_the_committed_schemas() -> None:
    for name, schema in schemas.all_schemas().items():
        committed = json.loads((COMMITTED / name).read_text(encoding="utf-8"))
        assert schemas.breaks(committed, schema) == [], name


def test_subscribers_are_not_told_to_refuse_additions() -> None:
    assert '"additionalProperties": false' not in json.dumps(schemas.schema_of(CandidateUpdated))


def _removed(schema: dict[str, Any]) -> None:
    del schema["properties"]["phone"]


def _retyped(schema: dict[str, Any]) -> None:
    schema["properties"]["current_round"] = {"type": "string"}


def _no_longer_null(schema: dict[str, Any]) -> None:
    schema["properties"]["email"]["anyOf"].pop()


def _newly_required(schema: dict[str, Any]) -> None:
    schema["properties"]["nationality"] = {"type": "string"}
    schema["required"].append("nationality")


def _removed_deep(schema: dict[str, Any]) -> None:
    del schema["$defs"]["FieldChange"]["properties"]["old"]


def _no_longer_personal(schema: dict[str, Any]) -> None:
    del schema["properties"]["name"]["x-pii"]


@pytest.mark.parametrize(
    "change", [_removed, _retyped, _no_longer_null, _newly_required, _removed_deep, _no_longer_personal]
)
def test_a_change_that_is_not_additive_is_found_and_not_written(change: Any, tmp_path: Path) -> None:
    old = schemas.schema_of(CandidateUpdated)
    new = copy.deepcopy(old)
    change(new)
    assert schemas.breaks(old, new)


def test_an_addition_is_no_break() -> None:
    old = schemas.schema_of(CandidateUpdated)
    new = copy.deepcopy(old)
    new["properties"]["nationality"] = {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}
    new["$defs"]["FieldChange"]["properties"]["unit"] = {"type": "string", "default": ""}
    assert schemas.breaks(old, new) == []


def test_writing_refuses_a_break_and_leaves_the_files_alone(tmp_path: Path) -> None:
    assert schemas.write(tmp_path) == []
    path = tmp_path / "arbeit.jobs.JobFilled.v1.json"
    older = json.loads(path.read_text(encoding="utf-8"))
    older["properties"]["bonus"] = {"type": "integer"}
    path.write_text(json.dumps(older), encoding="utf-8")
    assert schemas.write(tmp_path) == ["arbeit.jobs.JobFilled.v1.json: bonus: removed"]
    assert json.loads(path.read_text(encoding="utf-8")) == older
    assert schemas.main(["--check", "--out", str(tmp_path)]) == 1
