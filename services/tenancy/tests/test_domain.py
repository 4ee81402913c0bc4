"""The rules of a client, without database or broker."""

from datetime import UTC, datetime
from typing import Any

import pytest

from arbeit_tenancy import domain
from arbeit_tenancy.domain import Client

AT = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "company_name": "Acme",
    "status": "active",
    "industry": "Steel",
    "website": "https://acme.example",
    "phone": "+91 98765 43210",
    "address": None,
    "city": "Pune",
    "state": None,
    "country": "India",
    "postal_code": None,
    "notes": "pays late",
}


def a_client() -> Client:
    return domain.create("client_1", at=AT, fields=FIELDS)[0]


def test_a_new_client_announces_itself_without_what_is_only_ours() -> None:
    _, events = domain.create("client_1", at=AT, fields=FIELDS)
    assert [type(event).__name__ for event in events] == ["ClientCreated"]
    assert events[0].model_dump() == {
        "client_id": "client_1",
        "company_name": "Acme",
        "status": "active",
        "industry": "Steel",
        "city": "Pune",
        "country": "India",
    }


def test_a_change_names_what_was_and_what_is() -> None:
    changed, events = domain.change(a_client(), {"status": "inactive", "city": "Pune", "phone": None})
    assert (changed.status, changed.phone) == ("inactive", None)
    assert [each.model_dump() for each in events[0].changed] == [  # type: ignore[attr-defined]
        {"field": "status", "old": "active", "new": "inactive"},
        {"field": "phone", "old": "+91 98765 43210", "new": None},
    ]


def test_what_already_is_so_is_no_event() -> None:
    assert domain.change(a_client(), {"company_name": "Acme"})[1] == []
    assert domain.change(a_client(), {})[1] == []


def test_a_client_with_jobs_is_not_deleted() -> None:
    assert [type(event).__name__ for event in domain.delete(a_client(), has_jobs=False)] == ["ClientDeleted"]
    with pytest.raises(domain.ClientHasJobs):
        domain.delete(a_client(), has_jobs=True)
