"""The envelope: CloudEvents 1.0 with Arbeit's extensions."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from pydantic import ValidationError

from arbeit_events import Envelope, new_event_id, registry
from arbeit_events.registry import UnknownTypeError, by_type
from arbeit_events.tenancy import ClientCreated, ClientDeleted

AT = datetime(2026, 1, 31, 14, 45, 0, 123_999, tzinfo=timezone(timedelta(hours=5, minutes=30)))
FACT = ClientDeleted(client_id="client_1", company_name="Helvetia Robotik AG")


def test_an_event_names_its_type_source_key_and_schema() -> None:
    event = Envelope.of(FACT, subject="client_1", sequence=3, time=AT, client_id="client_1", correlation_id="req_1")
    assert event.type == "arbeit.tenancy.ClientDeleted.v1"
    assert event.source == "/arbeit/tenancy"
    assert event.routing_key == "tenancy.ClientDeleted.v1"
    assert (event.service, event.name) == ("tenancy", "ClientDeleted")
    assert event.dataschema == "urn:arbeit:events:arbeit.tenancy.ClientDeleted.v1"
    assert registry.parse(event) == FACT


def test_times_are_utc_to_the_millisecond_truncated() -> None:
    event = Envelope.of(FACT, subject="client_1", sequence=3, time=AT)
    assert event.to_dict()["time"] == "2026-01-31T09:15:00.123Z"
    assert event.time == datetime(2026, 1, 31, 9, 15, 0, 123_000, tzinfo=UTC)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValidationError):
        Envelope.of(FACT, subject="client_1", sequence=3, time=AT).model_validate(
            {**Envelope.of(FACT, subject="client_1", sequence=3).to_dict(), "time": "2026-01-31T09:15:00"}
        )


def test_absent_attributes_are_left_out_and_nulls_in_the_payload_kept() -> None:
    created = ClientCreated(client_id="client_1", company_name="Helvetia Robotik AG", status="active")
    raw = Envelope.of(created, subject="client_1", sequence=1).to_dict()
    assert "actorid" not in raw
    assert raw["data"]["industry"] is None


def test_a_source_that_is_not_the_types_service_is_refused() -> None:
    raw = Envelope.of(FACT, subject="client_1", sequence=3).to_dict()
    with pytest.raises(ValidationError, match="do not fit"):
        Envelope.from_dict({**raw, "source": "/arbeit/jobs"})


def test_event_ids_sort_by_time_and_do_not_repeat() -> None:
    start = datetime(2026, 1, 31, tzinfo=UTC)
    ids = [new_event_id(start + timedelta(milliseconds=n)) for n in range(1000)]
    assert all(one < other for one, other in pairwise(ids))
    assert all(len(one) == len("evt_") + 26 for one in ids)
    within = [new_event_id(start) for _ in range(1000)]
    assert sorted(set(within)) == within, "also within one millisecond"


def test_the_registry_refuses_two_models_of_one_type() -> None:
    class Twin(ClientDeleted):
        event_name = "ClientDeleted"

    with pytest.raises(ValueError, match=r"arbeit\.tenancy\.ClientDeleted\.v1"):
        by_type([ClientDeleted, Twin])


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(UnknownTypeError, match=r"arbeit\.jobs\.JobSold\.v1"):
        registry.model_for("arbeit.jobs.JobSold.v1")
